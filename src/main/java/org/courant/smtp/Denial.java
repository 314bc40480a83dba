package org.courant.smtp;

import java.time.Duration;

/// Why there is no connection to a relay now.
///
/// @param why in a few words that name the relay
/// @param rest how long it is no use to ask again, as far as is known
public record Denial(String why, Duration rest, Kind kind) {
  /// How it is with the relay.
  public enum Kind {
    /// Nothing is wrong: all connections that may be open are.
    BUSY,
    /// It is there, but refused a message for a reason of its own.
    REFUSING,
    /// It cannot be had.
    AWAY
  }
}
