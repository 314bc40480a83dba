package org.courant.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A message template as bytes: all headers that are the same for every reader, both parts, and the
/// places of the readers' own values.
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are shared and only read
record CompiledMessage(byte[] content, List<Splice> splices) {

  /// Copies the bytes and puts the values in, each quoted-printable on lines of its own.
  byte[] fill(String headers, Map<Slot, String> values) {
    var out = new ByteArrayOutputStream(content.length + headers.length() + 1_024);
    out.writeBytes(headers.getBytes(StandardCharsets.UTF_8));
    var from = 0;
    for (var splice : splices) {
      out.write(content, from, splice.at() - from);
      from = splice.at();
      var value = splice.context().escape(values.getOrDefault(splice.slot(), ""));
      if (!value.isEmpty()) {
        out.writeBytes(QuotedPrintable.of(value));
        out.writeBytes(new byte[] {'=', '\r', '\n'});
      }
    }
    out.write(content, from, content.length - from);
    return out.toByteArray();
  }
}
