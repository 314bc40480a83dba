package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.delivery.Verdict.Besides.CONNECTION;
import static org.courant.delivery.Verdict.Besides.NOTHING;
import static org.courant.delivery.Verdict.Besides.PAUSE_DOMAIN;
import static org.courant.delivery.Verdict.Besides.SENDER;
import static org.courant.delivery.Verdict.Besides.SLOW_DOMAIN;
import static org.courant.delivery.Verdict.Besides.UNMADE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.courant.delivery.Verdict.Besides;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BackOffTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final Dispatch.BackOff backOff =
      new Dispatch.BackOff(DeliverySettingsTests.defaults().delivery());

  /// The shortest and the longest wait of a thousand rows.
  private List<Duration> waits(Besides besides, int attempts) {
    var waits =
        LongStream.rangeClosed(1, 1_000)
            .mapToObj(row -> Duration.between(NOW, backOff.due(besides, attempts, row, NOW)))
            .sorted()
            .toList();
    return List.of(waits.getFirst(), waits.getLast());
  }

  private static void between(List<Duration> waits, Duration wait) {
    var spread = wait.dividedBy(5);
    assertThat(waits.getFirst()).isBetween(wait, wait.plus(spread.dividedBy(50)));
    assertThat(waits.getLast())
        .isBetween(wait.plus(spread.dividedBy(50).multipliedBy(49)), wait.plus(spread));
  }

  @ParameterizedTest
  @CsvSource({
    "NOTHING, PT10M",
    "SENDER, PT10M",
    "UNMADE, PT10M",
    "SLOW_DOMAIN, PT2M",
    "PAUSE_DOMAIN, PT20M",
    "CONNECTION, PT30S"
  })
  void theFirstWaitFollowsFromTheAnswer(Besides besides, Duration wait) {
    between(waits(besides, 0), wait);
  }

  @ParameterizedTest
  @EnumSource(names = {"NOTHING", "SLOW_DOMAIN", "PAUSE_DOMAIN", "CONNECTION"})
  void eachWaitIsTwiceTheOneBeforeUpToFourHours(Besides besides) {
    var longest = Duration.ofHours(4);
    var wait = Duration.between(NOW, backOff.due(besides, 0, 0, NOW));
    for (var attempts = 0; attempts < 100; attempts++) {
      between(waits(besides, attempts), wait);
      wait = wait.compareTo(longest.dividedBy(2)) > 0 ? longest : wait.multipliedBy(2);
    }
    assertThat(wait).isEqualTo(longest);
  }

  @Test
  void neighboursComeBackApart() {
    var dues =
        LongStream.rangeClosed(1, 128).mapToObj(row -> backOff.due(NOTHING, 0, row, NOW)).toList();
    assertThat(dues.stream().distinct().count()).isGreaterThan(100);
    assertThat(backOff.due(SENDER, 0, 7, NOW)).isEqualTo(backOff.due(UNMADE, 0, 7, NOW));
  }

  @Test
  void whatWaitsForADomainComesBackWithinHalfAMinuteAfterIt() {
    var after =
        LongStream.rangeClosed(1, 1_000)
            .mapToObj(row -> Duration.between(NOW, backOff.shortlyAfter(NOW, row)))
            .toList();
    assertThat(after).allMatch(wait -> wait.compareTo(Duration.ofSeconds(24)) <= 0);
    assertThat(after.stream().distinct().count()).isGreaterThan(500);
  }

  @Test
  void aShortRetryIsNotMadeLongerByABrokenConnection() {
    var eager =
        new Dispatch.BackOff(
            DeliverySettingsTests.delivery("courant.delivery.retry", "5s").delivery());
    var wait = Duration.between(NOW, eager.due(CONNECTION, 0, 1, NOW));
    assertThat(wait).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    assertThat(Duration.between(NOW, eager.due(PAUSE_DOMAIN, 0, 1, NOW)))
        .isGreaterThan(Duration.ofMinutes(19));
    assertThat(Duration.between(NOW, eager.due(SLOW_DOMAIN, 0, 1, NOW)))
        .isGreaterThan(Duration.ofMinutes(1));
  }
}
