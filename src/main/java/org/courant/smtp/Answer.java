package org.courant.smtp;

import org.jspecify.annotations.Nullable;

/// What became of one message.
public sealed interface Answer {
  /// The relay took the message: 2xx to the final dot.
  record Accepted(String reply) implements Answer {}

  /// The relay answered 4xx or 5xx (RFC 5321 section 4.2), or something that is no answer to the
  /// command.
  ///
  /// @param enhanced the status code of RFC 3463, such as `5.1.1`, when the relay gave one; its
  ///   class may contradict the code's
  record Refused(Stage stage, int code, @Nullable String enhanced, String text) implements Answer {}

  /// The message needs what the relay does not offer, so the relay was not asked, and the
  /// connection is as good as before.
  ///
  /// @param status the status code of RFC 3463 and 5248 that a relay would give: `5.3.4` too big,
  ///   `5.6.0` no sound message, `5.6.3` not only ASCII, `5.6.7` an address that is not ASCII
  record Unsendable(String status, String text) implements Answer {}

  /// The connection ended, or nothing came in time. At `FINAL_DOT` the message's fate is unknown;
  /// at every other stage the relay has not taken it.
  record Lost(Stage stage, String text) implements Answer {}
}
