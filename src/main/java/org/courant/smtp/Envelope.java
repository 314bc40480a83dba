package org.courant.smtp;

/// Who a message is from and to, as the relay is told, without angle brackets. Only the part of the
/// recipient before the `@` may hold letters beyond ASCII (RFC 6531); domains are A-labels.
public record Envelope(String from, String to) {
  public Envelope {
    check(from, true);
    check(to, to.isEmpty());
    check(to.substring(to.lastIndexOf('@') + 1), true);
  }

  /// Names the message in bounces (RFC 3461 section 4.4): what the sender's address begins with,
  /// since that is each message's own.
  String id() {
    var at = from.lastIndexOf('@');
    return from.substring(0, Math.min(100, at < 0 ? from.length() : at));
  }

  /// True when the recipient's address needs a relay that takes more than ASCII.
  boolean international() {
    return !ascii(to);
  }

  /// What would end a command early or start another one has no place here (RFC 5321 section
  /// 4.1.2).
  private static void check(String address, boolean ascii) {
    var sound = address.codePoints().allMatch(Envelope::plain) && (!ascii || ascii(address));
    if (!sound || address.isEmpty() || address.length() > 320) {
      throw new IllegalArgumentException("An envelope address holds what no relay takes.");
    }
  }

  private static boolean ascii(String address) {
    return address.chars().allMatch(c -> c < 0x7f);
  }

  private static boolean plain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> c != '<' && c != '>';
    };
  }
}
