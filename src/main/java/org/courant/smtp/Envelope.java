package org.courant.smtp;

/// Who a message is from and to, as the relay is told: two ASCII addresses without angle brackets.
public record Envelope(String from, String to) {
  public Envelope {
    check(from);
    check(to);
  }

  /// What would end a command early or start another one has no place here (RFC 5321 section
  /// 4.1.2).
  private static void check(String address) {
    var sound = address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '<' && c != '>');
    if (!sound || address.isEmpty() || address.length() > 320) {
      throw new IllegalArgumentException("An envelope address holds what no relay takes.");
    }
  }
}
