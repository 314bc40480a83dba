package org.courant.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.courant.coding.AcceptEncoding;
import org.courant.coding.Coding;
import org.junit.jupiter.api.Test;

class FeedDocumentTests {
  private static final String MODERN = "gzip, deflate, br, zstd";

  private static FeedDocument sized(int gzip, int br, int zstd) {
    return FeedDocument.stored(
        Map.of(Coding.GZIP, new byte[gzip], Coding.BR, new byte[br], Coding.ZSTD, new byte[zstd]));
  }

  @Test
  void itsSmallestCopyIsTheFirstOnOffer() {
    assertThat(sized(2, 3, 4).codings())
        .containsExactly(Coding.GZIP, Coding.BR, Coding.ZSTD, Coding.IDENTITY);
    assertThat(sized(9, 8, 7).codings())
        .containsExactly(Coding.ZSTD, Coding.BR, Coding.GZIP, Coding.IDENTITY);
    assertThat(AcceptEncoding.choose(MODERN, sized(2, 3, 4).codings())).isEqualTo(Coding.GZIP);
    assertThat(AcceptEncoding.choose(MODERN, sized(3, 2, 4).codings())).isEqualTo(Coding.BR);
  }

  @Test
  void whateverTheLevelsAreTheSmallestCopyIsSent() {
    var packed = FeedDocument.of("<p>Courant & iron</p>\n".repeat(3_000).getBytes(UTF_8)).packed();
    var sent = packed.in(AcceptEncoding.choose(MODERN, packed.codings())).orElseThrow();
    assertThat(packed.copies()).hasSize(3);
    assertThat(packed.copies().values()).allMatch(copy -> copy.length >= sent.length);
  }
}
