package org.courant.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT10M | HOURLY | 6 | 15",
        "PT1H | HOURLY | 1 | 15",
        "PT3H | DAILY | 8 | 45",
        "PT6H | DAILY | 4 | 90",
        "P1D | DAILY | 1 | 360",
        "P3D | WEEKLY | 2 | 360",
        "P30D | MONTHLY | 1 | 360",
        "P400D | YEARLY | 1 | 360",
        "PT0S | HOURLY | 60 | 15"
      })
  void aRhythmIsSaidInTheModulesWords(Duration gap, Rhythm.Period period, int times, int ttl) {
    assertThat(Rhythm.of(gap)).isEqualTo(new Rhythm(period, times, ttl));
  }

  @Test
  void namesHoldNoMarkupAndNoAddresses() {
    assertThat(
            Wording.names(
                List.of(
                    "Ada <ada@example.org>",
                    "<b>Bob</b>",
                    "R&D",
                    "Eve &amp; Frank",
                    "<>",
                    "Ada",
                    "A &5",
                    "Love &hearts &_ &\u0663")))
        .containsExactly("Ada", "Bob", "R&D", "Eve & Frank", "A & 5", "Love & hearts & _ & \u0663");
  }

  @Test
  void addressesHoldNoBracketsButAHosts() {
    assertThat(Wording.address(URI.create("https://example.org/a?b[]=1#[x]")))
        .isEqualTo("https://example.org/a?b%5B%5D=1#%5Bx%5D");
    assertThat(Wording.address(URI.create("http://[::1]:8080/a"))).isEqualTo("http://[::1]:8080/a");
    assertThat(Wording.isNamed(URI.create("http://[::1]:8080/a"))).isFalse();
    assertThat(Wording.address(URI.create("https://a.example?b")))
        .isEqualTo("https://a.example/?b");
    assertThat(Wording.address(URI.create("https://a.example"))).isEqualTo("https://a.example");
  }

  @ParameterizedTest
  @CsvSource({
    "en-GB,en-GB",
    "ar,ar",
    "fil,fil",
    "iw-IL,he-IL",
    "de-1996,de-1996",
    "ckb,",
    "yue,",
    "english,",
    "zz,",
    "x-klingon,"
  })
  void onlyLanguagesThatStrictReadersKnowAreSaid(String tag, @Nullable String said) {
    assertThat(Wording.language(tag)).isEqualTo(Optional.ofNullable(said));
  }

  @Test
  void whatWasEncodedTwiceIsDecodedOnceMore() {
    assertThat(Wording.scrub("Ã©tÃ© Ã\u00A0 la plage")).isEqualTo("été à la plage");
    assertThat(Wording.scrub("Ã©tÃ©, or été")).isEqualTo("Ã©tÃ©, or été");
    assertThat(Wording.scrub("Ã©tÃ© – été")).isEqualTo("Ã©tÃ© – été");
  }

  @Test
  void lettersThatNoDocumentMayHoldAreLeftOut() {
    assertThat(Wording.scrub("a\u0000b\u0085c\uFFFEd\uD800e\uD83F\uDFFEf\uFDD0g \uFFFD 👩‍⚕️\n\t"))
        .isEqualTo("abcdefg ? 👩‍⚕️\n\t");
    var plain = "nothing to do";
    assertThat(Wording.scrub(plain)).isSameAs(plain);
  }
}
