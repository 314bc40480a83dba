package org.courant.document;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Takes entries that are known out of a document.
final class Around {
  private Around() {}

  /// What stands around the entries, when the document holds exactly these in this order.
  static Optional<byte[]> entries(byte[] document, List<Entry> entries, byte[] separator) {
    if (entries.isEmpty()) {
      return Optional.of(document);
    }
    int start = find(document, entries.getFirst().bytes());
    int at = start;
    for (int i = 0; i < entries.size() && at >= 0; i++) {
      at = i == 0 ? at : after(document, at, separator);
      at = after(document, at, entries.get(i).bytes());
    }
    if (at < 0) {
      return Optional.empty();
    }
    var around = new ByteArrayOutputStream(start + document.length - at);
    around.write(document, 0, start);
    around.write(document, at, document.length - at);
    return Optional.of(around.toByteArray());
  }

  /// Where the part ends that should begin here, or -1.
  private static int after(byte[] document, int at, byte[] part) {
    int end = at + part.length;
    boolean equal =
        at >= 0 && end <= document.length && Arrays.equals(document, at, end, part, 0, part.length);
    return equal ? end : -1;
  }

  private static int find(byte[] document, byte[] part) {
    for (int at = 0; at + part.length <= document.length; at++) {
      if (document[at] == part[0] && after(document, at, part) > 0) {
        return at;
      }
    }
    return -1;
  }
}
