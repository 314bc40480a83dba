package org.courant.page;

import java.time.Duration;
import java.util.Optional;
import org.courant.fetch.Fetched;

/// The site's pages cannot be found. The message is one sentence for an operator.
public final class PagesUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Duration> retryAfter;
  private final boolean ofHost;

  PagesUnavailable(String message) {
    super(message);
    this.retryAfter = Optional.empty();
    this.ofHost = false;
  }

  PagesUnavailable(String message, Fetched.Unreachable answer) {
    super(message);
    this.retryAfter = answer.retryAfter();
    this.ofHost = answer.ofHost();
  }

  /// Whether its whole host does not answer.
  public boolean ofHost() {
    return ofHost;
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
