package org.courant.campaign;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignSettingsTests {

  @Test
  void refusesACronExpressionThatIsNone() {
    assertThatThrownBy(() -> entry("every monday"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "courant.campaigns: the cron expression \"every monday\" of \"weekly\" is none");
  }

  @Test
  void refusesADayThatNoCalendarHas() {
    assertThatThrownBy(() -> entry("0 0 0 30 2 ?"))
        .hasMessage(
            "courant.campaigns: the cron expression \"0 0 0 30 2 ?\" of \"weekly\" names no day of any calendar and"
                + " would never send; write \"0 0 8 ? * MON\" for Mondays at eight");
    assertThatCode(() -> entry("0 0 8 29 2 ?")).doesNotThrowAnyException();
    assertThatCode(() -> entry("0 0 8 24 12 ? 2020")).doesNotThrowAnyException();
  }

  /// Quartz's own mark for "every": it takes it from anybody, and 99 o'clock would be every hour.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 99 ? * MON",
        "0 99 8 ? * MON",
        "0 0 8,99 ? * MON",
        "99 0 8 * * ?",
        "0 0 099 * * ?",
        "0 0 8 98 * MON"
      })
  void refusesTheNumberThatQuartzTakesForEvery(String cron) {
    assertThatThrownBy(() -> entry(cron))
        .hasMessageStartingWith(
            "courant.campaigns: the cron expression \"%s\" of \"weekly\" is none (98 and 99 are no times)"
                .formatted(cron));
    assertThatCode(() -> entry("0 0 8 ? * MON 2099")).doesNotThrowAnyException();
  }

  @Test
  void refusesOneNameForTwo() {
    var entry = entry("0 0 8 ? * MON");
    assertThatThrownBy(() -> new CampaignSettings(List.of(entry, entry)))
        .hasMessage(
            "courant.campaigns: the name \"weekly\" stands there twice; each needs its own");
  }

  private static CampaignSettings.Entry entry(String cron) {
    return new CampaignSettings.Entry("weekly", "weekly", cron, null, Duration.ofHours(6));
  }
}
