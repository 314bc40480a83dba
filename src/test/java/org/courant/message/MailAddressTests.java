package org.courant.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTests {

  @ParameterizedTest
  @CsvSource({
    "Ada.Lovelace+news@Example.ORG, ada.lovelace+news@example.org",
    "' ada@example.org ', ada@example.org",
    "ada@bücher.example, ada@xn--bcher-kva.example",
    "ada@BÜCHER.example, ada@xn--bcher-kva.example",
    "o'neil@example.co.uk, o'neil@example.co.uk",
    "Zoë.Ünal@bücher.example, zoë.ünal@xn--bcher-kva.example",
    "用户@例子.example, 用户@xn--fsqu00a.example",
  })
  void bringsEverySpellingToOne(String written, String canonical) {
    assertThat(MailAddress.parse(written).canonical()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@localhost",
        "a b@example.org",
        "ada@example..org",
        "ada.@example.org",
        ".ada@example.org",
        "ada@-x.org",
        "ada@exa_mple.org",
        "ada@[127.0.0.1]",
        "ada@example.org\r\nBcc: eve@example.org",
        "ada\0@example.org",
        "Ada <ada@example.org>",
        "ad\u2028a@example.org",
        "ad\u00a0a@example.org",
        "ad\u202ea@example.org",
        "\ud800@example.org",
        "ada@example.org,eve@example.org"
      })
  void refusesWhatCannotBeMailed(String written) {
    assertThatThrownBy(() -> MailAddress.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The address \"");
  }

  @Test
  void knowsWhichAddressesNotEveryRelayTakes() {
    assertThat(MailAddress.parse("zoë@example.org").international()).isTrue();
    assertThat(MailAddress.parse("zoe@bücher.example").international()).isFalse();
    assertThat(MailAddress.ours("zoe@bücher.example").ascii())
        .isEqualTo("zoe@xn--bcher-kva.example");
    assertThatThrownBy(() -> MailAddress.ours("zoë@example.org"))
        .hasMessage(
            "The address \"zoë@example.org\" has letters before the @ that not all mail servers take.");
    assertThatThrownBy(() -> MailAddress.parse("é".repeat(33) + "@example.org"))
        .hasMessageContaining("has a part before the @");
  }

  @Test
  void showsABrokenAddressOnOneLine() {
    assertThatThrownBy(() -> MailAddress.parse("ada@exa\nmple.org"))
        .hasMessage("The address \"ada@exa?mple.org\" has a space or control character in it.");
  }
}
