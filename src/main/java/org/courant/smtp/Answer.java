package org.courant.smtp;

import java.util.Set;
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
  record Refused(Stage stage, int code, @Nullable String enhanced, String text) implements Answer {
    /// The command or its form, said without a code of RFC 3463.
    private static final Set<Integer> PROTOCOL = Set.of(500, 501, 502, 503, 504, 555);

    /// We are not signed in, or not by TLS (RFC 4954 section 6, RFC 3207 section 4).
    private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);

    /// The enhanced code; subject 0 says no more than the code itself, so it counts as none.
    public String status() {
      return enhanced == null || enhanced.startsWith("0.", 2) ? "" : enhanced;
    }

    /// True when another message, or this one at another time, may be taken.
    public boolean transitory() {
      return code < 500 || status().startsWith("4.");
    }

    /// True when a command was not understood, or not here.
    public boolean ofProtocol() {
      return PROTOCOL.contains(code);
    }

    /// True when the relay has trouble of its own, or with us: said before a reader was named, and
    /// neither of our address nor of this message. Others would fare no better with it.
    public boolean ofRelay() {
      if (stage != Stage.MAIL) {
        return false;
      }
      var subject = status().isEmpty() ? "" : status().substring(1);
      if (transitory()) {
        return code == 421 || !subject.startsWith(".1.");
      }
      if (SIGN_IN.contains(code) || subject.isEmpty()) {
        return SIGN_IN.contains(code) || ofProtocol();
      }
      var ofMessage = subject.equals(".3.4") || subject.startsWith(".6.");
      var ofAddress = subject.startsWith(".1.") || subject.startsWith(".7.");
      return !ofMessage && (!ofAddress || subject.matches("\\.7\\.([089]|1[0-4])"));
    }
  }

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
