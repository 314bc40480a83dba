package org.courant.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A message template as bytes: all headers that are the same for every reader, both parts, and the
/// places of the readers' own values.
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are shared and only read
record CompiledMessage(byte[] content, List<Splice> splices) {

  /// Copies the bytes and puts the values in, each quoted-printable on lines of its own.
  byte[] fill(String headers, Map<Slot, String> values) {
    var head = headers.getBytes(StandardCharsets.UTF_8);
    var pieces = pieces(values);
    var size = head.length + content.length;
    for (var piece : pieces) {
      size += piece.length;
    }
    var out = ByteBuffer.allocate(size).put(head);
    var from = 0;
    for (var i = 0; i < pieces.length; i++) {
      var at = splices.get(i).at();
      out.put(content, from, at - from).put(pieces[i]);
      from = at;
    }
    return out.put(content, from, content.length - from).array();
  }

  /// What stands at each splice. The same value in the same context is written once.
  private byte[][] pieces(Map<Slot, String> values) {
    var pieces = new byte[splices.size()][];
    for (var i = 0; i < pieces.length; i++) {
      var splice = splices.get(i);
      for (var j = 0; j < i && pieces[i] == null; j++) {
        var other = splices.get(j);
        if (other.slot() == splice.slot() && other.context() == splice.context()) {
          pieces[i] = pieces[j];
        }
      }
      if (pieces[i] == null) {
        var value = splice.context().escape(values.getOrDefault(splice.slot(), ""));
        pieces[i] = QuotedPrintable.piece(value);
      }
    }
    return pieces;
  }
}
