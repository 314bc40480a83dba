package org.courant.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CodingsTests {
  private static final byte[] TEXT = "hello, hello, hello".getBytes(UTF_8);
  private final LocalServer server;

  CodingsTests() throws IOException {
    server = new LocalServer();
    Brotli4jLoader.ensureAvailability();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsEveryCodingThatItAsksFor() throws IOException {
    assertThat(read("deflate", deflated(TEXT, false))).isEqualTo(TEXT);
    assertThat(read("deflate", deflated(TEXT, true))).isEqualTo(TEXT);
    assertThat(read("br", Encoder.compress(TEXT))).isEqualTo(TEXT);
    assertThat(read("zstd", Zstd.compress(TEXT))).isEqualTo(TEXT);
    assertThat(read("GZIP", gzipped(TEXT))).isEqualTo(TEXT);
    assertThat(read("br, zstd", Zstd.compress(Encoder.compress(TEXT)))).isEqualTo(TEXT);
    assertThat(read("identity", TEXT)).isEqualTo(TEXT);

    assertThat(server.seen.get("Accept-encoding")).containsExactly("gzip, deflate, br, zstd");
  }

  @Test
  void refusesABombInEachOfThem() throws IOException {
    var zeros = new byte[30_000_000];

    for (var bomb :
        Map.of(
                "br", Encoder.compress(zeros),
                "zstd", Zstd.compress(zeros),
                "deflate", deflated(zeros, true),
                "gzip, gzip", gzipped(gzipped(zeros)))
            .entrySet()) {
      assertThat(refused(bomb.getKey(), bomb.getValue()))
          .as(bomb.getKey())
          .endsWith("unpacks to more than 200 times its size");
    }
    assertThat(refused("gzip, gzip, gzip, gzip", gzipped(TEXT))).endsWith("is encoded 4 times");
  }

  @Test
  void aZstandardFrameMayNotAskForMuchMemory() throws IOException {
    var noise = new byte[20_000_000];
    new java.util.Random(1).nextBytes(noise);
    var compressor = new com.github.luben.zstd.ZstdCompressCtx().setLong(27);
    var packed = compressor.compress(noise);
    compressor.close();

    assertThat(broken("zstd", packed)).contains("broke off");
  }

  @Test
  void whatIsNotWhatItsHeaderSaysIsNoDocument() throws IOException {
    for (var coding : new String[] {"br", "zstd", "gzip", "deflate"}) {
      assertThat(broken(coding, TEXT)).as(coding).contains("broke off");
    }
    for (var packed : packed(TEXT).entrySet()) {
      var half = Arrays.copyOf(packed.getValue(), packed.getValue().length / 2);
      assertThat(broken(packed.getKey(), half)).as(packed.getKey()).contains("broke off");
    }
  }

  /// In each coding.
  static Map<String, byte[]> packed(byte[] text) throws IOException {
    Brotli4jLoader.ensureAvailability();
    return Map.of(
        "br", Encoder.compress(text),
        "zstd", Zstd.compress(text),
        "gzip", gzipped(text),
        "deflate", deflated(text, true));
  }

  private byte[] read(String coding, byte[] body) {
    return LocalServer.content(answer(coding, body)).body();
  }

  private String refused(String coding, byte[] body) {
    return String.valueOf(LocalServer.refusal(answer(coding, body)));
  }

  private String broken(String coding, byte[] body) {
    return LocalServer.unreachable(answer(coding, body)).reason();
  }

  private Fetched answer(String coding, byte[] body) {
    var path = "/bomb/" + paths++;
    server.serve(path, 200, Map.of("Content-Encoding", coding), body);
    return server.fetch(path);
  }

  private int paths;

  private static byte[] gzipped(byte[] text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(text);
    }
    return packed.toByteArray();
  }

  private static byte[] deflated(byte[] text, boolean bare) throws IOException {
    var packed = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare);
    try (var stream = new DeflaterOutputStream(packed, deflater)) {
      stream.write(text);
    }
    deflater.end();
    return packed.toByteArray();
  }
}
