package org.courant.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The header of a message: where each field stands, and where the body begins.
final class MessageHeader {
  /// @param colon where its name ends
  /// @param end after its line end
  record Field(int start, int colon, int end) {}

  private final byte[] message;
  private final List<Field> fields;
  private final int body;

  private MessageHeader(byte[] message, List<Field> fields, int body) {
    this.message = message;
    this.fields = fields;
    this.body = body;
  }

  /// Throws IllegalArgumentException when this is no message with CRLF line ends (RFC 5322 section
  /// 2.1).
  static MessageHeader of(byte[] message) {
    var fields = new ArrayList<Field>(24);
    var at = 0;
    while (at < message.length && !lineEnd(message, at)) {
      var start = at;
      var colon = -1;
      while (at < message.length && !(lineEnd(message, at) && !folded(message, at + 2))) {
        if (colon < 0 && message[at] == ':') {
          colon = at;
        }
        at++;
      }
      if (colon < 0 || at == message.length) {
        throw new IllegalArgumentException("a message holds a header field without a name or end");
      }
      at += 2;
      fields.add(new Field(start, colon, at));
    }
    return new MessageHeader(message, fields, Math.min(at + 2, message.length));
  }

  private static boolean lineEnd(byte[] bytes, int at) {
    return bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n';
  }

  private static boolean folded(byte[] bytes, int at) {
    return at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t');
  }

  /// Where the body begins.
  int body() {
    return body;
  }

  /// How many fields there are.
  int size() {
    return fields.size();
  }

  /// The fields of this name from the last to the first, the order in which signatures name them
  /// (RFC 6376 section 5.4.2).
  List<Field> named(String name) {
    var found = new ArrayList<Field>(1);
    for (var field : fields.reversed()) {
      if (is(field, name)) {
        found.add(field);
      }
    }
    return found;
  }

  private boolean is(Field field, String name) {
    var end = field.colon();
    while (end > field.start() && (message[end - 1] == ' ' || message[end - 1] == '\t')) {
      end--;
    }
    if (end - field.start() != name.length()) {
      return false;
    }
    for (var i = 0; i < name.length(); i++) {
      if ((message[field.start() + i] | 0x20) != (name.charAt(i) | 0x20)) {
        return false;
      }
    }
    return true;
  }

  /// The domain of the one address in `From`, in lower case; nothing when there is not exactly one.
  Optional<String> sender() {
    var from = named("From");
    if (from.size() != 1) {
      return Optional.empty();
    }
    var field = from.getFirst();
    var value =
        new String(message, field.colon() + 1, field.end() - field.colon() - 1, ISO_8859_1)
            .replaceAll("\\\\.", "")
            .replaceAll("\"[^\"]*\"", "")
            .replaceAll("\\([^()]*\\)", "");
    var at = value.indexOf('@');
    if (at < 0 || at != value.lastIndexOf('@')) {
      return Optional.empty();
    }
    var domain = value.substring(at + 1).replaceFirst("[^A-Za-z0-9.-].*(?s:.*)", "");
    return Optional.of(domain.toLowerCase(Locale.ROOT)).filter(d -> !d.isEmpty());
  }
}
