package org.courant.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `--port`.
public final class PortConverter implements ITypeConverter<Integer> {
  private static final int LAST = 65_535;

  @Override
  public Integer convert(String value) {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > LAST) {
      throw new TypeConversionException(
          "\"%s\" is no port; give a number up to %d, or 0 for any free one"
              .formatted(value, LAST));
    }
    return Integer.parseInt(value);
  }
}
