package org.courant.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WarmUpTests {
  @Test
  void growsByHalfForTwentyDaysFromFiveHundredOnUnlessTold() {
    var source = new MapConfigurationPropertySource(Map.of("warm-up.from", "2026-12-01"));
    assertThat(new Binder(source).bind("warm-up", PacingSettings.WarmUp.class).get())
        .isEqualTo(new PacingSettings.WarmUp(LocalDate.parse("2026-12-01"), 500, 1.5, 20));
  }
}
