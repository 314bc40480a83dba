package org.courant.issue;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.courant.CourantTest;
import org.courant.issue.Composition.Composed;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class UsefulLifeTests extends Launching {
  @Autowired private JdbcClient jdbc;

  @Test
  void aWeeklyIssueIsDeliveredForADayAndAHalf() {
    var now = Instant.parse("2075-03-03T08:00:00Z");
    given.reader("useful", now.minus(Duration.ofDays(300)));
    given.article("Soon stale", now.minus(Duration.ofDays(1)));

    assertThat(compose(given.newsletter("useful"), now))
        .isInstanceOfSatisfying(
            Composed.Frozen.class,
            frozen ->
                assertThat(
                        jdbc.sql("select useful_until = :until from mailing where id = :id")
                            .param("until", now.plus(Duration.ofHours(36)).atOffset(UTC))
                            .param("id", issues.get(frozen.issue()).mailing().value())
                            .query(Boolean.class)
                            .single())
                    .isTrue());
  }
}
