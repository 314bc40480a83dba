package org.courant.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.MailingState;
import org.junit.jupiter.api.Test;

class PaceTests {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private final Pace pace = new Pace();

  @Test
  void knowsNoRateFromOneLook() {
    var moving = look(0, Map.of(PENDING, 1_000L));
    assertThat(moving.perSecond()).isNull();
    assertThat(moving.left()).isEmpty();
    assertThat(moving.line()).isEqualTo("weekly-1 sending: 0.0 % done; sent 0 of 1000");
  }

  @Test
  void tellsRateShareAndTimeLeftOfTheLastTenSeconds() {
    look(0, Map.of(PENDING, 1_000L));
    look(4, Map.of(PENDING, 990L, SENT, 10L));
    look(14, Map.of(PENDING, 490L, SENT, 505L, FAILED, 5L));
    var moving = look(15, Map.of(PENDING, 440L, SENT, 553L, FAILED, 6L, DEFERRED, 1L));
    // From the look at 14 s on, 50 messages; the stall before it is over.
    assertThat(moving.perSecond()).isEqualTo(50.0);
    assertThat(moving.line())
        .isEqualTo(
            "weekly-1 sending: 55.9 % done, 50/s, 9 s until all are tried; sent 553 of 1000, deferred 1, failed 6");
  }

  @Test
  void countsAMessageThatIsTriedAgainAsOne() {
    look(0, Map.of(DEFERRED, 100L, SENT, 900L));
    assertThat(look(1, Map.of(DEFERRED, 60L, SENT, 940L)).perSecond()).isEqualTo(40.0);
  }

  @Test
  void promisesNothingWhereNothingMoves() {
    look(0, Map.of(PENDING, 1_000L));
    var moving = look(1, Map.of(PENDING, 1_000L));
    assertThat(moving.perSecond()).isZero();
    assertThat(moving.left()).isEmpty();
  }

  @Test
  void saysThatMailToDomainsWaitsWhereNothingMoves() {
    look(0, Map.of(PENDING, 900L, SENT, 100L));
    var moving = look(1, Map.of(PENDING, 800L, SENT, 200L));
    assertThat(moving.waits(2)).isEmpty();
    look(11, Map.of(PENDING, 800L, SENT, 200L));
    var stands = look(22, Map.of(PENDING, 700L, DEFERRED, 100L, SENT, 200L));
    assertThat(stands.stands()).isFalse();
    look(40, Map.of(PENDING, 700L, DEFERRED, 100L, SENT, 200L));
    stands = look(41, Map.of(PENDING, 700L, DEFERRED, 100L, SENT, 200L));
    assertThat(stands.waits(0)).isEmpty();
    assertThat(stands.waits(1)).isEqualTo("; mail to 1 domain waits, see: domains");
    assertThat(stands.waits(2)).isEqualTo("; mail to 2 domains waits, see: domains");
    look(60, Map.of(SENT, 1_000L));
    assertThat(look(61, Map.of(SENT, 1_000L)).waits(2)).isEmpty();
  }

  @Test
  void saysLongTimesInHours() {
    look(0, Map.of(PENDING, 1_000_000L));
    assertThat(look(1, Map.of(PENDING, 999_900L, SENT, 100L)).line())
        .contains("100/s, 2 h 46 min left");
  }

  @Test
  void isAtAHundredPercentOnlyWhenNothingIsLeft() {
    var almost =
        new MailingProgress(
            "weekly-1", MailingState.SENDING, null, 100_000, Map.of(PENDING, 1L, SENT, 99_999L));
    assertThat(new Moving(almost, null).line()).contains(" 99.9 % done");
    var all =
        new MailingProgress("w", MailingState.FINISHED, null, 5, Map.of(SENT, 4L, FAILED, 1L));
    assertThat(new Moving(all, 0.0).line())
        .isEqualTo("w finished: 100.0 % done; sent 4 of 5, failed 1");
  }

  private Moving look(long second, Map<DeliveryState, Long> counts) {
    var frozen = counts.values().stream().mapToLong(Long::longValue).sum();
    var mailing = new MailingProgress("weekly-1", MailingState.SENDING, null, frozen, counts);
    return pace.of(List.of(mailing), START.plusSeconds(second)).getFirst();
  }
}
