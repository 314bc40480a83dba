package org.courant.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.Native;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// How the bytes of a document are packed: as they are, or by RFC 1952, RFC 7932 or RFC 8878.
public enum Coding {
  IDENTITY,
  GZIP,
  BR,
  ZSTD;

  /// Levels at which a feed of 500 kB takes a few milliseconds: higher ones save some 5 % of the
  /// bytes and take four times as long, while a correction waits.
  private static final int BROTLI_QUALITY = 4;

  private static final int ZSTANDARD_LEVEL = 3;

  private static final boolean BROTLI_LOADED = Brotli4jLoader.isAvailable();
  private static final boolean ZSTANDARD_LOADED = zstandardLoads();

  /// As it is named in HTTP.
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Coding> named(String token) {
    return Arrays.stream(values()).filter(coding -> coding.token().equals(token)).findFirst();
  }

  /// Nothing where this platform has no library for the coding.
  public Optional<byte[]> pack(byte[] plain) {
    return switch (this) {
      case IDENTITY -> Optional.of(plain);
      case GZIP -> Optional.of(gzip(plain));
      case BR -> BROTLI_LOADED ? Optional.of(brotli(plain)) : Optional.empty();
      case ZSTD ->
          ZSTANDARD_LOADED ? Optional.of(Zstd.compress(plain, ZSTANDARD_LEVEL)) : Optional.empty();
    };
  }

  /// The only way back that every platform has.
  public static byte[] unpackGzip(byte[] packed) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed), 8192)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("what was packed here cannot be unpacked", e);
    }
  }

  private static byte[] gzip(byte[] plain) {
    var bytes = new ByteArrayOutputStream(plain.length / 3 + 64);
    try (var out = new GZIPOutputStream(bytes, 8192)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] brotli(byte[] plain) {
    try {
      return Encoder.compress(plain, new Encoder.Parameters().setQuality(BROTLI_QUALITY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean zstandardLoads() {
    try {
      Native.load();
      return Native.isLoaded();
    } catch (LinkageError | RuntimeException _) {
      // No build for this platform, or one that does not fit its C library.
      return false;
    }
  }
}
