package org.courant.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DatesTests {
  private static final Instant LATE_EVENING = Instant.parse("2026-11-20T23:30:00.5Z");

  @Test
  void writesTheDayOfThePublicationsZone() {
    var dates = new Dates("en", ZoneId.of("Europe/Warsaw"));

    assertThat(dates.day(LATE_EVENING)).isEqualTo("21 November 2026");
    assertThat(dates.iso(LATE_EVENING)).isEqualTo("2026-11-21T00:30:00+01:00");
  }

  @Test
  void writesInThePublicationsLanguage() {
    assertThat(new Dates("pt-BR", ZoneId.of("UTC")).day(LATE_EVENING))
        .isEqualTo("20 de novembro de 2026");
    assertThat(new Dates("en-US", ZoneId.of("UTC")).day(LATE_EVENING))
        .isEqualTo("November 20, 2026");
  }

  @Test
  void knowsTheDirectionOfAScript() {
    var dates = new Dates("en", ZoneId.of("UTC"));

    assertThat(dates.direction("ar")).isEqualTo("rtl");
    assertThat(dates.direction("he-IL")).isEqualTo("rtl");
    assertThat(dates.direction("en")).isEqualTo("ltr");
  }
}
