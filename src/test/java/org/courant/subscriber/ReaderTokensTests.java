package org.courant.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.UUID;
import org.courant.CourantTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class ReaderTokensTests {
  private static final UUID ADA = UUID.fromString("6f1c1c0e-6d0e-4b6c-8a52-0a7a3a1f0c11");

  @Autowired private ReaderTokens tokens;

  @Test
  void namesTheReaderAndTheNewsletterItWasMadeFor() {
    String token = tokens.unsubscribe(ADA, "weekly");

    assertThat(token).hasSize(55).matches("[A-Za-z0-9_-]+");
    var reader = tokens.read(token).orElseThrow();
    assertThat(reader.id()).isEqualTo(ADA);
    assertThat(tokens.names(reader, "weekly")).isTrue();
    assertThat(tokens.names(reader, "daily")).isFalse();
  }

  @Test
  void isRefusedWhenAnyOneBitIsChanged() {
    byte[] bytes = Base64.getUrlDecoder().decode(tokens.unsubscribe(ADA, "weekly"));

    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] forged = bytes.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
      assertThat(tokens.read(token)).as("bit %d", bit).isEmpty();
    }
  }

  @Test
  void isRefusedWhenWrittenInAnyOtherWay() {
    String token = tokens.unsubscribe(ADA, "weekly");

    assertThat(tokens.read("")).isEmpty();
    assertThat(tokens.read(token + "=")).isEmpty();
    assertThat(tokens.read(token.substring(1))).isEmpty();
    assertThat(tokens.read("!".repeat(55))).isEmpty();
  }
}
