package org.courant.coding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.github.luben.zstd.Zstd;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CodingTests {
  private static final byte[] PLAIN = "<p>Courant</p>\n".repeat(2_000).getBytes(UTF_8);

  @Test
  void packsWhatOthersUnpack() throws IOException {
    assertThat(Coding.unpackGzip(Coding.GZIP.pack(PLAIN).orElseThrow())).isEqualTo(PLAIN);
    assertThat(Decoder.decompress(Coding.BR.pack(PLAIN).orElseThrow()).getDecompressedData())
        .isEqualTo(PLAIN);
    assertThat(Zstd.decompress(Coding.ZSTD.pack(PLAIN).orElseThrow(), PLAIN.length))
        .isEqualTo(PLAIN);
    assertThat(Coding.IDENTITY.pack(PLAIN).orElseThrow()).isEqualTo(PLAIN);
  }

  @Test
  void isKnownByTheNameItHasInHttp() {
    for (var coding : Coding.values()) {
      assertThat(Coding.named(coding.token())).contains(coding);
    }
    assertThat(Coding.named("deflate")).isEmpty();
    assertThat(Coding.named("BR")).isEmpty();
  }
}
