package org.courant.command;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/// The application did not start; the message says in one sentence why and what to do.
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartFailure(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  /// What the first telling cause says, or else the deepest one.
  public static StartFailure of(RuntimeException failure) {
    Throwable deepest = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      deepest = cause;
      @Nullable String telling = telling(cause);
      if (telling != null) {
        return new StartFailure(telling, failure);
      }
    }
    return new StartFailure(String.valueOf(deepest.getMessage()), failure);
  }

  private static @Nullable String telling(Throwable cause) {
    return switch (cause) {
      case StartFailure known -> known.getMessage();
      case BindValidationException invalid -> said(invalid);
      case PortInUseException busy ->
          "Port %d is in use by another program: stop it, or choose another port."
              .formatted(busy.getPort());
      case Throwable _ -> null;
    };
  }

  private static String said(BindValidationException invalid) {
    return invalid.getValidationErrors().getAllErrors().stream()
        .map(StartFailure::said)
        .collect(Collectors.joining("; "));
  }

  private static String said(ObjectError error) {
    if (error instanceof FieldError field) {
      return "courant.%s is \"%s\": it %s"
          .formatted(
              hyphenated(field.getField()), field.getRejectedValue(), field.getDefaultMessage());
    }
    return String.valueOf(error.getDefaultMessage());
  }

  /// Settings are written `base-url` where the records say `baseUrl`.
  private static String hyphenated(String field) {
    return field.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
  }
}
