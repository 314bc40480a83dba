package org.courant.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTests {

  @ParameterizedTest
  @CsvSource({
    "1:02:03, 3723",
    "62:03, 3723",
    "3723, 3723",
    "3723.98, 3723",
    "' 00:00:07 ', 7",
    "0,",
    "00:00,",
    "-5,",
    "1:02:03:04,",
    "an hour,",
    "99999999,",
    "'',"
  })
  void areSecondsOrAClock(String text, @Nullable Long seconds) {
    assertThat(Durations.seconds(text)).isEqualTo(seconds);
  }
}
