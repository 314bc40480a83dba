package org.courant.extract;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.MismatchedInputException;

/// Says what is wrong with JSON that others wrote, without the words of the parser.
public final class JsonFaults {
  private JsonFaults() {}

  /// Part of a sentence, such as `it ends too early in line 3, column 7`.
  public static String sentence(JacksonException fault) {
    var place = fault.getLocation();
    return place == null || place.getLineNr() < 1
        ? what(fault)
        : "%s in line %d, column %d"
            .formatted(what(fault), place.getLineNr(), Math.max(1, place.getColumnNr()));
  }

  private static String what(JacksonException fault) {
    return switch (fault) {
      case UnexpectedEndOfInputException _ -> "it ends too early";
      case MismatchedInputException _ -> "something follows its end";
      case StreamConstraintsException limit ->
          String.valueOf(limit.getOriginalMessage()).contains("nesting depth")
              ? "it is nested too deep"
              : "a name, a number or a text is too long";
      case JacksonException other ->
          String.valueOf(other.getOriginalMessage()).startsWith("Duplicate")
              ? "a name stands twice in one object"
              : "there is a mistake";
    };
  }
}
