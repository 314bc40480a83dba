package org.courant.smtp;

import org.jspecify.annotations.Nullable;

/// What became of one message.
public sealed interface Answer {
  /// The relay took the message: 2xx to the final dot.
  record Accepted(String reply) implements Answer {}

  /// The relay answered 4xx or 5xx (RFC 5321 section 4.2), or something that is no answer to the
  /// command.
  ///
  /// @param enhanced the status code of RFC 3463, such as `5.1.1`, when the relay gave one
  record Refused(Stage stage, int code, @Nullable String enhanced, String text) implements Answer {}

  /// The connection ended, or nothing came in time. At `FINAL_DOT` the message's fate is unknown;
  /// at every other stage the relay has not taken it.
  record Lost(Stage stage, String text) implements Answer {}
}
