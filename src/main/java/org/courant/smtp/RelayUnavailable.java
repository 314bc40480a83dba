package org.courant.smtp;

import java.time.Instant;

/// No relay could be reached or would talk; the message says which and why, in one line.
public class RelayUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final Instant until;

  RelayUnavailable(String message, Instant until) {
    super(message);
    this.until = until;
  }

  /// Until when it is no use to ask again, as far as is known.
  public Instant until() {
    return until;
  }
}
