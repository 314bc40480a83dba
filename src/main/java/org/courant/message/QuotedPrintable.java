package org.courant.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Writes UTF-8 text as quoted-printable (RFC 2045 section 6.7): lines of at most 76 characters,
/// CRLF line ends, and nothing at a line's start or end that relays are known to change.
final class QuotedPrintable {
  private static final int WIDTH = 75;
  private static final byte[] SOFT_BREAK = {'=', '\r', '\n'};
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final ByteArrayOutputStream out;
  private int column;

  QuotedPrintable(ByteArrayOutputStream out) {
    this.out = out;
  }

  /// One text on its own, in a line that starts here, and the soft line end after it; nothing for
  /// an empty text.
  static byte[] piece(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    var out = new ByteArrayOutputStream(text.length() + text.length() / 16 + 16);
    new QuotedPrintable(out).write(text);
    out.writeBytes(SOFT_BREAK);
    return out.toByteArray();
  }

  /// Ends the line without ending the text's line, unless a line has just begun.
  void softBreak() {
    if (column > 0) {
      out.writeBytes(SOFT_BREAK);
      column = 0;
    }
  }

  void write(String text) {
    var i = 0;
    while (i < text.length()) {
      var c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        out.writeBytes(LINE_END);
        column = 0;
        i += c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 2 : 1;
        continue;
      }
      var point = text.codePointAt(i);
      i += Character.charCount(point);
      if (plain(point, text, i)) {
        room(1);
        out.write(c);
      } else {
        escaped(point);
      }
    }
  }

  /// True when this character may stand for itself here; `next` is the index after it.
  private boolean plain(int point, String text, int next) {
    if (point == ' ' || point == '\t') {
      return next < text.length() && text.charAt(next) != '\r' && text.charAt(next) != '\n';
    }
    // A lone dot ends a message, and "From " at a line's start becomes ">From " in mailboxes.
    if ((point == '.' || point == 'F') && (column == 0 || column == WIDTH)) {
      return false;
    }
    return point > ' ' && point < 0x7f && point != '=';
  }

  private void room(int characters) {
    if (column + characters > WIDTH) {
      softBreak();
    }
    column += characters;
  }

  /// A character's bytes stay on one line.
  private void escaped(int point) {
    var bytes = Character.toString(point).getBytes(UTF_8);
    room(3 * bytes.length);
    for (var b : bytes) {
      out.write('=');
      out.write(HEX[(b >> 4) & 0xf]);
      out.write(HEX[b & 0xf]);
    }
  }
}
