package org.courant.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTests {

  @ParameterizedTest
  @CsvSource({
    "max-age=3600, , PT1H",
    "'public, MAX-AGE=60, stale-while-revalidate=30', , PT1M",
    "'s-maxage=900,max-age=\"120\"', , PT2M",
    "max-age=3600, 600, PT50M"
  })
  void tellsHowLongAnAnswerStaysFresh(String control, String age, Duration fresh) {
    var fields =
        age == null
            ? Map.of("cache-control", List.of(control))
            : Map.of("cache-control", List.of(control), "age", List.of(age));

    assertThat(new ResponseHead(fields, null).freshFor()).contains(fresh);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no-cache, max-age=3600", "no-store", "max-age=0", "max-age=soon", "s-maxage=900"})
  void tellsNothingWhereNothingIsPromised(String control) {
    var head = new ResponseHead(Map.of("cache-control", List.of(control)), null);

    assertThat(head.freshFor()).isEmpty();
  }

  @Test
  void whatIsOlderThanItsAgeAllowsIsNotFresh() {
    var fields = Map.of("cache-control", List.of("max-age=60"), "age", List.of("61"));

    assertThat(new ResponseHead(fields, null).freshFor()).isEmpty();
  }
}
