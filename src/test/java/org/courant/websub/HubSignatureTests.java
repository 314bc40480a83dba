package org.courant.websub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.courant.publication.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signatures as OpenSSL makes them: `printf content | openssl dgst -sha1 -hmac secret`.
class HubSignatureTests {
  private static final Secret SECRET = new Secret("secret");
  private static final byte[] BODY = "content".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha1=0bd98d1a7514a85bbb8377bb8d750b6e01494056",
        "sha256=230d8225fa8d7c42c0d16356ff175a660c11960fc035616023b8d22a8f36f03a",
        "sha384=e904738c4c618be6c985af2229fa8508427491172567b9796a414dc42dc66ba175ba2a34ca9e5548102aed780ef83567",
        "sha512=a5f305960edac773a46ba3ba162589c7200455e96ce0438751654880bf185d6db51be064039293c424891a7a5dee17c0b28771a740aed8e6b6b97770aa63a65d"
      })
  void everyMethodThatIsStatedIsChecked(String header) {
    assertThat(HubSignature.valid(header, SECRET, BODY)).isTrue();
    assertThat(HubSignature.valid(header.toUpperCase(java.util.Locale.ROOT), SECRET, BODY))
        .isTrue();
    assertThat(HubSignature.valid(header, new Secret("another"), BODY)).isFalse();
    assertThat(HubSignature.valid(header, SECRET, "other".getBytes(UTF_8))).isFalse();
    assertThat(HubSignature.valid(header.substring(0, header.length() - 2), SECRET, BODY))
        .isFalse();
    assertThat(HubSignature.valid(header.substring(header.indexOf('=') + 1), SECRET, BODY))
        .isFalse();
    assertThat(HubSignature.valid(header.replaceFirst("sha\\d+", "md5"), SECRET, BODY)).isFalse();
  }

  @Test
  void noneIsInvalid() {
    assertThat(HubSignature.valid(null, SECRET, BODY)).isFalse();
    assertThat(HubSignature.valid("", SECRET, BODY)).isFalse();
    assertThat(HubSignature.valid("sha256=", SECRET, BODY)).isFalse();
    assertThat(HubSignature.valid("sha256=zz", SECRET, BODY)).isFalse();
  }
}
