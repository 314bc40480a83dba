package org.courant.fetch;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// The content codings we read (RFC 9110, section 8.4; Brotli: RFC 7932; Zstandard: RFC 8878).
final class Codings {

  /// What RFC 9659 lets a server use at most: 8 MB.
  private static final int LARGEST_ZSTD_WINDOW = 23;

  /// More than one is rare, more than a few an attack.
  private static final int MOST = 3;

  /// Its library is not there for every platform.
  private static final boolean BROTLI = Brotli4jLoader.isAvailable();

  /// For the request's Accept-Encoding.
  static final String ACCEPTED = "gzip, deflate, " + (BROTLI ? "br, " : "") + "zstd";

  private Codings() {}

  /// @param header the Content-Encoding as it came
  static InputStream decoded(String header, InputStream body) throws IOException {
    var codings =
        Stream.of(header.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .filter(coding -> !List.of("", "identity", "none", "utf-8").contains(coding))
            .toList();
    if (codings.size() > MOST) {
      throw new Bodies.LimitExceeded("is encoded " + codings.size() + " times");
    }
    var decoded = body;
    for (var coding : codings.reversed()) {
      decoded = one(coding, decoded);
    }
    return decoded;
  }

  private static InputStream one(String coding, InputStream body) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(body, 8192);
      case "deflate" -> inflated(new PushbackInputStream(body, 2));
      case "br" -> brotli(body);
      case "zstd" -> new ZstdInputStream(body).setLongMax(LARGEST_ZSTD_WINDOW);
      default -> throw unasked(coding);
    };
  }

  private static InputStream brotli(InputStream body) throws IOException {
    if (!BROTLI) {
      throw unasked("br");
    }
    return new BrotliInputStream(body);
  }

  private static Bodies.LimitExceeded unasked(String coding) {
    return new Bodies.LimitExceeded("answers in an encoding nobody asked for: " + coding);
  }

  /// By the standard within zlib's frame; some servers leave the frame away.
  private static InputStream inflated(PushbackInputStream body) throws IOException {
    var start = body.readNBytes(2);
    body.unread(start);
    var framed =
        start.length == 2
            && (start[0] & 0x0F) == 8
            && (((start[0] & 0xFF) << 8) + (start[1] & 0xFF)) % 31 == 0;
    return new Inflating(body, new Inflater(!framed));
  }

  /// Ends the inflater with the stream: its memory is not the heap's.
  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream body, Inflater inflater) {
      super(body, inflater, 8192);
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }
}
