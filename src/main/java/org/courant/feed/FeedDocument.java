package org.courant.feed;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The bytes of one document, as they are and compressed once for all who ask. Only the compressed
/// copy is stored: compressors differ between hosts, so that every node must serve the one that was
/// made first.
final class FeedDocument {
  private final byte[] plain;
  private final byte[] gzip;

  private FeedDocument(byte[] plain, byte[] gzip) {
    this.plain = plain;
    this.gzip = gzip;
  }

  static FeedDocument of(byte[] plain) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FeedDocument(plain, bytes.toByteArray());
  }

  static FeedDocument stored(byte[] gzip) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new FeedDocument(in.readAllBytes(), gzip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] plain() {
    return plain.clone();
  }

  byte[] gzip() {
    return gzip.clone();
  }
}
