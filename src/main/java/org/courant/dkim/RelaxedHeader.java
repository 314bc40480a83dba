package org.courant.dkim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/// What of a header is signed, as the `relaxed` algorithm sees it (RFC 6376 section 3.4.2): names
/// in lower case, folded lines unfolded, runs of white space one space, and none at either end.
final class RelaxedHeader {
  private byte[] bytes;
  private int length;

  RelaxedHeader(int room) {
    this.bytes = new byte[room];
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Forgets what was added after this length.
  void cut(int to) {
    length = to;
  }

  /// Adds one field with its line end.
  void add(byte[] message, MessageHeader.Field field) {
    room(field.end() - field.start());
    name(message, field.start(), field.colon());
    value(message, field.colon() + 1, field.end());
    bytes[length++] = '\r';
    bytes[length++] = '\n';
  }

  /// Adds the field that is going to hold the signature: it ends without a line end.
  void addLast(String field) {
    var text = field.getBytes(US_ASCII);
    var colon = field.indexOf(':');
    room(text.length);
    name(text, 0, colon);
    value(text, colon + 1, text.length);
  }

  /// No field gets longer by this, but for the line end it may lack.
  private void room(int more) {
    if (length + more + 2 > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more + 2));
    }
  }

  private void name(byte[] from, int start, int colon) {
    for (var i = start; i < colon; i++) {
      var b = from[i];
      if (b != ' ' && b != '\t') {
        bytes[length++] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
      }
    }
    bytes[length++] = ':';
  }

  private void value(byte[] from, int start, int end) {
    var space = false;
    var begun = false;
    for (var i = start; i < end; i++) {
      var b = from[i];
      if (b == ' ' || b == '\t' || b == '\r' || b == '\n') {
        space = begun;
        continue;
      }
      if (space) {
        bytes[length++] = ' ';
        space = false;
      }
      begun = true;
      bytes[length++] = b;
    }
  }
}
