package org.courant.page;

import java.time.Duration;
import java.util.Optional;

/// The site's pages cannot be found. The message is one sentence for an operator.
public final class PagesUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Duration> retryAfter;

  PagesUnavailable(String message, Optional<Duration> retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /// How long the server asked to be left alone.
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /// One sentence.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
