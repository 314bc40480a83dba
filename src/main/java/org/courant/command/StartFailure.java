package org.courant.command;

import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// The application did not start; the message says in one sentence why and what to do.
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Of names that stand in addresses, as all settings' records have it.
  private static final String SLUG = "[a-z0-9]+(-[a-z0-9]+)*";

  public StartFailure(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  /// What the first telling cause says, or the first that Courant itself has worded, or else the
  /// deepest one.
  public static StartFailure of(RuntimeException failure) {
    Throwable deepest = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      deepest = cause;
      @Nullable String telling = telling(cause);
      if (telling != null) {
        return new StartFailure(telling, failure);
      }
      if (ours(cause)) {
        break;
      }
    }
    return new StartFailure(String.valueOf(deepest.getMessage()), failure);
  }

  /// Thrown by code of Courant's own, with a message made for the operator.
  private static boolean ours(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith("org.courant.");
  }

  private static @Nullable String telling(Throwable cause) {
    return switch (cause) {
      case StartFailure known -> known.getMessage();
      case BindValidationException invalid -> said(invalid);
      case BindException unusable when converted(unusable) != null ->
          said(unusable, String.valueOf(converted(unusable)));
      case MarkedYAMLException unreadable -> said(unreadable);
      case NoSuchFileException missing -> "There is no file %s.".formatted(missing.getFile());
      case PortInUseException busy ->
          "Port %d is in use by another program: stop it, or choose another port, with --port for the pages and with MANAGEMENT_SERVER_PORT in the environment for health."
              .formatted(busy.getPort());
      case Throwable _ -> null;
    };
  }

  /// What a value would have to be, where it could not be read as that; a settings record that
  /// refuses a value says so itself.
  private static @Nullable String converted(BindException unusable) {
    for (Throwable cause = unusable; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConversionFailedException failed) {
        return wanted(failed.getTargetType().getType());
      }
    }
    return null;
  }

  private static String wanted(Class<?> type) {
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(one -> one.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return switch (type.getSimpleName()) {
      case "ZoneId" -> "a time zone such as Europe/London";
      case "Duration" -> "a time such as 15m, 6h or 2d";
      case "Period" -> "a time such as P1D, P7D or P1M";
      case "URI" -> "an address such as https://news.example.org";
      case "LocalDate" -> "a day such as 2026-11-01";
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "boolean", "Boolean" -> "true or false";
      default -> "a " + type.getSimpleName();
    };
  }

  private static String said(BindException unusable, String wanted) {
    ConfigurationProperty property = unusable.getProperty();
    String place = property == null ? "" : " (%s)".formatted(property.getOrigin());
    String value = property == null ? "" : String.valueOf(property.getValue());
    return "%s is \"%s\"%s; it needs %s"
        .formatted(unusable.getName(), told(unusable.getName().toString(), value), place, wanted);
  }

  private static String said(MarkedYAMLException unreadable) {
    Mark mark = unreadable.getProblemMark();
    return "The configuration is no valid YAML: %s in line %d, column %d."
        .formatted(unreadable.getProblem(), mark.getLine() + 1, mark.getColumn() + 1);
  }

  /// A secret stays out of messages, also a misplaced one.
  private static String told(String name, @Nullable Object value) {
    return name.matches("(?i).*(password|secret)") ? "***" : String.valueOf(value);
  }

  private static String said(BindValidationException invalid) {
    return invalid.getValidationErrors().getAllErrors().stream()
        .map(StartFailure::said)
        .collect(Collectors.joining("; "));
  }

  private static String said(ObjectError error) {
    if (error instanceof FieldError field) {
      String name = "courant." + hyphenated(field.getField());
      return field.getRejectedValue() == null
          ? name + " is missing"
          : "%s is \"%s\": it %s"
              .formatted(name, told(name, field.getRejectedValue()), wanted(field));
    }
    return String.valueOf(error.getDefaultMessage());
  }

  /// A regular expression tells a person nothing.
  private static String wanted(FieldError field) {
    String message = String.valueOf(field.getDefaultMessage());
    return message.contains(SLUG)
        ? "may hold only small letters a to z, digits, and single hyphens between them, such as `womens-health`"
        : message;
  }

  /// Settings are written `base-url` where the records say `baseUrl`.
  private static String hyphenated(String field) {
    return field.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
