package org.courant.smtp;

import java.time.Duration;
import java.time.Instant;

/// No relay could be reached or would talk; the message says which and why, in one line.
public class RelayUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final Instant until;
  private final Duration rest;

  RelayUnavailable(String message, Instant until, Instant now) {
    super(message);
    this.until = until;
    this.rest = Duration.between(now, until);
  }

  /// Until when it is no use to ask again, as far as is known.
  public Instant until() {
    return until;
  }

  /// How long that was when it was asked; nothing when it is not known.
  public Duration rest() {
    return rest;
  }
}
