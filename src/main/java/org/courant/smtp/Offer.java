package org.courant.smtp;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a relay offers beyond RFC 5321, and what follows for a message.
///
/// @param pipelining takes commands without waiting for each answer (RFC 2920)
/// @param eightBit takes more than ASCII in messages (RFC 6152)
/// @param utf8 takes more than ASCII in addresses (RFC 6531)
/// @param notices takes wishes about bounces (RFC 3461), and they are wanted
/// @param sizes wants to be told sizes (RFC 1870)
/// @param most the biggest message it takes; 0 when it does not say
record Offer(
    boolean pipelining, boolean eightBit, boolean utf8, boolean notices, boolean sizes, long most) {

  /// @param parameter gives an extension's parameters, or null when it is not offered
  static Offer read(Function<String, @Nullable String> parameter, boolean noticesWanted) {
    var size = parameter.apply("SIZE");
    return new Offer(
        parameter.apply("PIPELINING") != null,
        parameter.apply("8BITMIME") != null,
        parameter.apply("SMTPUTF8") != null,
        parameter.apply("DSN") != null && noticesWanted,
        size != null,
        size != null && size.matches("\\d{1,18}") ? Long.parseLong(size) : 0);
  }

  /// Why this message cannot be sent here, if it cannot.
  Optional<Answer> unsendable(Envelope envelope, MessageShape message) {
    if (!message.sound()) {
      return no("5.6.0", "the message is not what RFC 5322 calls one");
    }
    if (most > 0 && message.size() > most) {
      return no(
          "5.3.4",
          "the message has %d bytes, and the relay takes %d".formatted(message.size(), most));
    }
    if (envelope.international() && !utf8) {
      return no("5.6.7", "the relay takes no address beyond ASCII (RFC 6531)");
    }
    if (message.eightBit() && !eightBit) {
      return no("5.6.3", "the relay takes no message beyond ASCII (RFC 6152)");
    }
    return Optional.empty();
  }

  private static Optional<Answer> no(String status, String why) {
    return Optional.of(new Answer.Unsendable(status, "not sent: " + why));
  }

  String mail(Envelope envelope, MessageShape message) {
    return "MAIL FROM:<"
        + envelope.from()
        + ">"
        + (sizes ? " SIZE=" + message.size() : "")
        + (message.eightBit() ? " BODY=8BITMIME" : "")
        + (envelope.international() ? " SMTPUTF8" : "")
        + (notices ? " RET=HDRS ENVID=" + xtext(envelope.id()) : "");
  }

  /// A bounce is wanted when a message fails, and it should name the address as it was written here
  /// (RFC 3461 section 4.2; RFC 6533 section 3 for other letters).
  String recipient(Envelope envelope) {
    var original =
        envelope.international()
            ? "utf-8;" + unitext(envelope.to())
            : "rfc822;" + xtext(envelope.to());
    return "RCPT TO:<" + envelope.to() + ">" + (notices ? " NOTIFY=FAILURE ORCPT=" + original : "");
  }

  /// What else it encodes, an envelope does not hold.
  private static String xtext(String text) {
    return text.replace("+", "+2B").replace("=", "+3D");
  }

  private static String unitext(String text) {
    return text.replace("\\", "\\x{5C}").replace("+", "\\x{2B}").replace("=", "\\x{3D}");
  }
}
