package org.courant.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// What a relay needs to know of a message's bytes.
///
/// @param eightBit true when there is more than ASCII
/// @param sound false when a relay would change it or misread it: a CR or LF that is no line end,
///   NUL, or a line of more than 998 bytes (RFC 5321 sections 2.3.8 and 4.5.3.1.6)
/// @param dots how many lines begin with a dot
record MessageShape(int size, boolean eightBit, boolean sound, int dots) {
  private static final int LONGEST_LINE = 998;
  private static final byte[] END = {'.', '\r', '\n'};
  private static final byte[] LINE_AND_END = {'\r', '\n', '.', '\r', '\n'};

  /// Reads the bytes as text of one byte a character, which Java searches many bytes at a time: a
  /// message of 20 kB takes a few microseconds.
  static MessageShape of(byte[] message) {
    var text = new String(message, ISO_8859_1);
    var ascii = text.getBytes(UTF_8).length == message.length;
    var sound = text.indexOf('\0') < 0;
    var dots = 0;
    var line = 0;
    while (line < message.length) {
      dots += message[line] == '.' ? 1 : 0;
      var end = text.indexOf('\r', line);
      var stop = end < 0 ? message.length : end;
      var feed = text.indexOf('\n', line, Math.min(message.length, stop + 2));
      sound &= stop - line <= LONGEST_LINE && feed == (end < 0 ? -1 : end + 1);
      line = stop + 2;
    }
    return new MessageShape(message.length, !ascii, sound, dots);
  }

  /// A sound message as it goes over the wire: dots at the beginning of lines doubled, and the line
  /// of one dot at its end (RFC 5321 section 4.5.2).
  byte[] framed(byte[] message) {
    var n = message.length;
    var whole = n >= 2 && message[n - 2] == '\r' && message[n - 1] == '\n';
    var end = whole ? END : LINE_AND_END;
    var out = new byte[n + dots + end.length];
    var length = dots == 0 ? copied(message, out) : doubled(message, out);
    System.arraycopy(end, 0, out, length, end.length);
    return out;
  }

  private static int copied(byte[] message, byte[] out) {
    System.arraycopy(message, 0, out, 0, message.length);
    return message.length;
  }

  private static int doubled(byte[] message, byte[] out) {
    var length = 0;
    for (var i = 0; i < message.length; i++) {
      if (message[i] == '.' && (i == 0 || message[i - 1] == '\n')) {
        out[length++] = '.';
      }
      out[length++] = message[i];
    }
    return length;
  }
}
