package org.courant.wordpress;

import java.time.Duration;
import java.util.Optional;
import org.courant.fetch.Fetched;

/// The site does not answer as WordPress does. The message is one sentence for an operator.
public final class WordPressUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Duration> retryAfter;
  private final int status;
  private final boolean ofHost;
  private final boolean tooLarge;

  WordPressUnavailable(String message) {
    this(message, 0);
  }

  /// @param tooLarge whether the answer has more bytes than are taken
  WordPressUnavailable(String message, boolean tooLarge) {
    super(message);
    this.retryAfter = Optional.empty();
    this.status = 0;
    this.ofHost = false;
    this.tooLarge = tooLarge;
  }

  WordPressUnavailable(String message, int status) {
    super(message);
    this.retryAfter = Optional.empty();
    this.status = status;
    this.ofHost = false;
    this.tooLarge = false;
  }

  WordPressUnavailable(Fetched.Unreachable answer) {
    super(answer.reason());
    this.retryAfter = answer.retryAfter();
    this.status = answer.status();
    this.ofHost = answer.ofHost();
    this.tooLarge = false;
  }

  /// What came of several tries, by the first of them.
  WordPressUnavailable(String message, WordPressUnavailable first) {
    super(message);
    this.retryAfter = first.retryAfter;
    this.status = first.status;
    this.ofHost = first.ofHost;
    this.tooLarge = first.tooLarge;
  }

  /// Whether its whole host does not answer.
  public boolean ofHost() {
    return ofHost;
  }

  /// How long the server asked to be left alone.
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  boolean tooLarge() {
    return tooLarge;
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
