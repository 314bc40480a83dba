package org.courant.document;

import java.nio.charset.StandardCharsets;

/// What stands before and after a document's entries.
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Frame(byte[] head, byte[] tail) {
  /// @param document without entries
  /// @param end where entries end and the tail begins
  static Frame cut(String document, String end) {
    int at = document.lastIndexOf(end);
    return new Frame(
        document.substring(0, at).getBytes(StandardCharsets.UTF_8),
        document.substring(at).getBytes(StandardCharsets.UTF_8));
  }
}
