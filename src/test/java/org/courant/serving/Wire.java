package org.courant.serving;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.courant.coding.Coding;

/// Speaks HTTP over a socket, so that nothing between the test and the bytes mends them.
record Wire(int port) {
  /// @param head the status line and the header fields
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(String head, byte[] body) {
    int status() {
      return Integer.parseInt(head.substring(9, 12));
    }

    /// The lower-case names and the values of all fields but the date.
    Map<String, String> fields() {
      var fields = new TreeMap<String, String>();
      for (var line : head.lines().skip(1).toList()) {
        var name = line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT);
        if (!name.equals("date")) {
          fields.merge(
              name, line.substring(line.indexOf(':') + 1).strip(), (a, b) -> a + " & " + b);
        }
      }
      return fields;
    }

    String field(String name) {
      return fields().getOrDefault(name, "");
    }

    /// The body, unpacked as its header says.
    String text() throws IOException {
      var coding = Coding.named(field("content-encoding")).orElse(Coding.IDENTITY);
      return new String(
          switch (coding) {
            case IDENTITY -> body;
            case GZIP -> Coding.unpackGzip(body);
            case BR -> Decoder.decompress(body).getDecompressedData();
            case ZSTD -> new ZstdInputStream(new ByteArrayInputStream(body)).readAllBytes();
          },
          UTF_8);
    }
  }

  /// @param fields each a whole line, such as `A-IM: feed`
  Answer send(String method, String path, String... fields) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
      var request =
          "%s %s HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n%s\r\n"
              .formatted(method, path, lines);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return answer(socket.getInputStream().readAllBytes());
    }
  }

  Answer get(String path, String... fields) throws IOException {
    return send("GET", path, fields);
  }

  private static Answer answer(byte[] bytes) {
    int end = new String(bytes, ISO_8859_1).indexOf("\r\n\r\n");
    return new Answer(
        new String(bytes, 0, end, ISO_8859_1), Arrays.copyOfRange(bytes, end + 4, bytes.length));
  }
}
