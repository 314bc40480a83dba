package org.courant.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Writes UTF-8 text as quoted-printable (RFC 2045 section 6.7): lines of at most 76 characters,
/// CRLF line ends, and nothing at a line's start or end that relays are known to change.
final class QuotedPrintable {
  private static final int WIDTH = 75;
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final ByteArrayOutputStream out;
  private int column;

  QuotedPrintable(ByteArrayOutputStream out) {
    this.out = out;
  }

  /// One text on its own, starting and ending in the middle of a line that starts here.
  static byte[] of(String text) {
    var out = new ByteArrayOutputStream(text.length() + 8);
    new QuotedPrintable(out).write(text);
    return out.toByteArray();
  }

  /// Ends the line without ending the text's line, unless a line has just begun.
  void softBreak() {
    if (column > 0) {
      ascii("=\r\n");
      column = 0;
    }
  }

  void write(String text) {
    var i = 0;
    while (i < text.length()) {
      var c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        ascii("\r\n");
        column = 0;
        i += c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 2 : 1;
        continue;
      }
      var point = text.codePointAt(i);
      i += Character.charCount(point);
      put(plain(point, text, i) ? String.valueOf(c) : escaped(point));
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

  private void put(String written) {
    if (column + written.length() > WIDTH) {
      softBreak();
    }
    ascii(written);
    column += written.length();
  }

  private static String escaped(int point) {
    var escaped = new StringBuilder();
    for (var b : Character.toString(point).getBytes(UTF_8)) {
      escaped.append('=').append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
    }
    return escaped.toString();
  }

  private void ascii(String text) {
    out.writeBytes(text.getBytes(US_ASCII));
  }
}
