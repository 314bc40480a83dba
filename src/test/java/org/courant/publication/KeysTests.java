package org.courant.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeysTests {
  private final Keys keys = new Keys(new Secret("one secret of at least 32 characters"));

  @Test
  void givesTheSameHashForTheSameParts() {
    var again = new Keys(new Secret("one secret of at least 32 characters"));
    assertThat(keys.mac(Purpose.TOKENS, bytes("a"), bytes("b")))
        .hasSize(32)
        .isEqualTo(again.mac(Purpose.TOKENS, bytes("a"), bytes("b")));
  }

  @Test
  void keepsPurposesApart() {
    assertThat(keys.mac(Purpose.TOKENS, bytes("a")))
        .isNotEqualTo(keys.mac(Purpose.ADDRESSES, bytes("a")));
  }

  @Test
  void keepsPartsApart() {
    assertThat(keys.mac(Purpose.TOKENS, bytes("ab"), bytes("c")))
        .isNotEqualTo(keys.mac(Purpose.TOKENS, bytes("a"), bytes("bc")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
