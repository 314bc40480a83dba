package org.courant.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-03-01                            | 2026-03-01T00:00:00Z
          2026-03-01T09:30:00+01:00             | 2026-03-01T08:30:00Z
          2026-03-01T09:30                      | 2026-03-01T09:30:00Z
          2020-10-06T14:35:10.492186Z           | 2020-10-06T14:35:10.492186Z
          2020-10-06T14:35:10.5Z                | 2020-10-06T14:35:10.500Z
          2020-01-02 10:00:00 +0100             | 2020-01-02T09:00:00Z
          2020-01-02 10:00:00 -08:00            | 2020-01-02T18:00:00Z
          2003-12                               | 2003-12-01T00:00:00Z
          Tue, 10 Jun 2003 04:00:00 GMT         | 2003-06-10T04:00:00Z
          Tue, 10 Jun 03 04:00 EST              | 2003-06-10T09:00:00Z
          10 June 2003 04:00:00 +0530           | 2003-06-09T22:30:00Z
          Mon, 10 Jun 2003 04:00:00 MET         | 2003-06-10T03:00:00Z
          Tue, 10 Jun 2003 04:00:00 IST         | 2003-06-09T22:30:00Z
          Tue, 10 Jun 2003 24:00:00 GMT         | 2003-06-11T00:00:00Z
          Sat, 31 Dec 2016 23:59:60 GMT         | 2016-12-31T23:59:59Z
          Thu Jan  1 10:00:00 2004              | 2004-01-01T10:00:00Z
          March 5, 2021 3:04 PM                 | 2021-03-05T15:04:00Z
          """)
  void readsWhatFeedsAndFilesWrite(String text, Instant instant) {
    assertThat(Dates.parse(text)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-31",
        "31 Feb 2026 10:00:00 GMT",
        "2026-13-01",
        "2026-01-01T25:00:00Z",
        "yesterday",
        "",
        "2026-01-01T10:00:00+99:00",
        "10 Juno Xyz 2020",
        "99999999999999999"
      })
  void aDateThatNoCalendarHasIsNone(String text) {
    assertThat(Dates.parse(text)).isEmpty();
  }
}
