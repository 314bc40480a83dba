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
        "ádá@example.org",
        "ada@example.org,eve@example.org"
      })
  void refusesWhatCannotBeMailed(String written) {
    assertThatThrownBy(() -> MailAddress.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The address \"");
  }

  @Test
  void showsABrokenAddressOnOneLine() {
    assertThatThrownBy(() -> MailAddress.parse("ada@exa\nmple.org"))
        .hasMessage("The address \"ada@exa?mple.org\" has a space or control character in it.");
  }
}
