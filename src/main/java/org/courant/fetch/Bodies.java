package org.courant.fetch;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// Reads a response's body within limits: of bytes as they arrive, of bytes decompressed, and of
/// how many of these come out of one of those.
final class Bodies {

  private static final int BEST_RATIO = 200;
  private static final int SMALL = 1024 * 1024;

  private Bodies() {}

  /// The message reads on after the address.
  static final class LimitExceeded extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    LimitExceeded(String message) {
      this(message, false);
    }

    private LimitExceeded(String message, boolean tooLarge) {
      super(message);
      this.tooLarge = tooLarge;
    }

    /// Whether nothing but its size speaks against the body.
    boolean tooLarge() {
      return tooLarge;
    }
  }

  static byte[] read(ClassicHttpResponse response, long maximum) throws IOException {
    var entity = response.getEntity();
    if (entity == null) {
      return new byte[0];
    }
    if (entity.getContentLength() > maximum) {
      throw tooLarge(maximum);
    }
    var arriving = new Counted(entity.getContent());
    var header = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
    try (var body = Codings.decoded(header == null ? "" : header.getValue(), arriving)) {
      return drained(body, arriving, maximum);
    }
  }

  private static byte[] drained(InputStream body, Counted arriving, long maximum)
      throws IOException {
    var taken = new ByteArrayOutputStream();
    var buffer = new byte[8192];
    for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      taken.write(buffer, 0, count);
      if (taken.size() > maximum) {
        throw tooLarge(maximum);
      }
      if (taken.size() > SMALL && taken.size() / BEST_RATIO > arriving.count) {
        throw new LimitExceeded("unpacks to more than " + BEST_RATIO + " times its size");
      }
    }
    return taken.toByteArray();
  }

  private static LimitExceeded tooLarge(long maximum) {
    return new LimitExceeded(
        maximum < SMALL
            ? "has more than " + maximum + " bytes"
            : "has more than " + maximum / SMALL + " MB",
        true);
  }

  /// Counts what arrives. Decoders let go of their memory when they are closed; what they read from
  /// is not closed with them: that would read on to an end that may not come. The response's own
  /// close cuts.
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(@Nullable InputStream in) {
      super(in == null ? InputStream.nullInputStream() : in);
    }

    @Override
    public int read() throws IOException {
      var read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var read = super.read(buffer, offset, length);
      count += Math.max(read, 0);
      return read;
    }

    @Override
    public void close() {}
  }
}
