package org.courant.wordpress;

import java.time.Duration;
import java.util.Optional;

/// The site does not answer as WordPress does. The message is one sentence for an operator.
public final class WordPressUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Duration> retryAfter;
  private final int status;

  WordPressUnavailable(String message) {
    this(message, Optional.empty(), 0);
  }

  WordPressUnavailable(String message, Optional<Duration> retryAfter, int status) {
    super(message);
    this.retryAfter = retryAfter;
    this.status = status;
  }

  /// How long the server asked to be left alone.
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /// The answer's status code; 0 when that was not what failed.
  int status() {
    return status;
  }

  /// One sentence.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
