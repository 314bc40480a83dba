package org.courant.smtp;

/// What a relay needs to know of a message's bytes.
///
/// @param eightBit true when there is more than ASCII
/// @param sound false when a relay would change it or misread it: a CR or LF that is no line end,
///   NUL, or a line of more than 998 bytes (RFC 5321 sections 2.3.8 and 4.5.3.1.6)
record MessageShape(int size, boolean eightBit, boolean sound) {
  private static final int LONGEST_LINE = 998;

  static MessageShape of(byte[] message) {
    var any = 0;
    var sound = true;
    var line = 0;
    for (var i = 0; i < message.length; i++) {
      var b = message[i];
      any |= b;
      if (b > '\r' || b < 0) {
        continue;
      }
      if (b == '\r' && i + 1 < message.length && message[i + 1] == '\n') {
        sound &= i - line <= LONGEST_LINE;
        line = i + 2;
        i++;
      } else {
        sound &= b != '\r' && b != '\n' && b != 0;
      }
    }
    sound &= message.length - line <= LONGEST_LINE;
    return new MessageShape(message.length, any < 0, sound);
  }
}
