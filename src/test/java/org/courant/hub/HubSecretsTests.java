package org.courant.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.courant.CourantTest;
import org.courant.publication.Secret;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class HubSecretsTests {
  @Autowired private HubSecrets secrets;

  @Test
  void keepsASecretUnreadableAndBoundToItsSubscription() {
    var sealed = secrets.seal(new Secret("jefé"), "topic", "callback");
    assertThat(new String(sealed, UTF_8)).doesNotContain("jef");
    assertThat(secrets.seal(new Secret("jefé"), "topic", "callback")).isNotEqualTo(sealed);
    assertThat(secrets.open(sealed, "topic", "callback")).isEqualTo(new Secret("jefé"));
    assertThatIllegalStateException()
        .isThrownBy(() -> secrets.open(sealed, "topic", "another callback"));
  }

  /// RFC 4231, test case 2.
  @Test
  void signsAsTheStandardSays() {
    assertThat(
            HubSecrets.signature(
                new Secret("Jefe"), "what do ya want for nothing?".getBytes(UTF_8)))
        .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }
}
