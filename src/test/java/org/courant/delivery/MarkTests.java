package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.CANCELLED;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.IN_TRANSIT;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.MailingId;
import org.courant.smtp.ScriptedRelay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The statement that decides what may leave, and what happens when nobody knows whether it stood.
@CourantTest
class MarkTests extends Fixture {
  private Node node;
  private Instant now = Instant.EPOCH;

  @BeforeEach
  void join() throws SQLException {
    node = Node.join(database);
    now = clock.instant();
  }

  @AfterEach
  void leave() {
    node.close();
  }

  @Test
  void marksNothingOfAMailingThatWasCancelledAfterItsRowsWereClaimed() {
    var mailing = mailing(List.of("a@" + fresh("mark") + ".example"));
    var rows = claimed(mailing);
    // A claim that began before the cancelling was committed keeps its row out of its reach.
    assertThat(states.move(mailing, MailingState.CANCELLED, "wrong issue")).isTrue();

    assertThat(transits.exchange(node.id(), List.of(), rows, now)).isEmpty();

    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(CANCELLED, 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PAUSED", "HELD"})
  void givesBackWhatWasClaimedOfAMailingThatWaitsNow(String state) {
    var mailing = mailing(List.of("a@" + fresh("mark") + ".example"));
    var rows = claimed(mailing);
    assertThat(states.move(mailing, MailingState.valueOf(state), "it waits")).isTrue();

    assertThat(transits.exchange(node.id(), List.of(), rows, now)).isEmpty();

    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(PENDING, 1L));
    mailings.cancel(mailing, "the test is over", now);
  }

  @Test
  void marksNothingPastTheMailingsUsefulLife() {
    var mailing = mailing(List.of("a@" + fresh("mark") + ".example"));
    var rows = claimed(mailing);

    var late = now.plus(Duration.ofHours(36));
    assertThat(transits.exchange(node.id(), List.of(), rows, late)).isEmpty();

    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(PENDING, 1L));
    mailings.cancel(mailing, "the test is over", now);
  }

  @Test
  void aResultWrittenTwiceNeverTouchesALaterMark() {
    var mailing = mailing(List.of("a@" + fresh("mark") + ".example"));
    var first = claimed(mailing);
    assertThat(transits.exchange(node.id(), List.of(), first, now)).hasSize(1);
    transits.settle(node.id(), List.of(), first, now);
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(DEFERRED, 1L));

    var second = claimed(mailing);
    assertThat(transits.exchange(node.id(), List.of(), second, now)).hasSize(1);
    // Nobody heard that the first settling stood, so it comes again.
    transits.settle(node.id(), List.of(), first, now);

    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(IN_TRANSIT, 1L));
    // Nor does a window that was claimed anew since mark anything by its old claim.
    force(mailing, DeliveryState.CLAIMED);
    assertThat(transits.exchange(node.id(), List.of(), first, now)).isEmpty();
    mailings.cancel(mailing, "the test is over", now);
  }

  @Test
  void mailsEveryReaderOnceThoughMarksAndResultsGoUnanswered() throws Exception {
    var d = fresh("unanswered") + ".example";
    var mailing = mailing(IntStream.range(0, 40).mapToObj(i -> "r" + i + "@" + d).toList());
    var calls = new AtomicInteger();
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(2, 100), new Unanswered(jdbc, calls))) {
      await().until(() -> mailings.progress(mailing).count(SENT) == 40);
      assertThat(relay.seen())
          .extracting(ScriptedRelay.Received::to)
          .doesNotHaveDuplicates()
          .hasSize(40);
    }
    assertThat(calls).hasValueGreaterThan(12);
  }

  private List<Recipient> claimed(MailingId mailing) {
    return claims.claim(mailing, node.id(), 8, now, now.plus(Duration.ofHours(1)));
  }

  /// Every third call fails: in turn before anything is written, and after all of it stands.
  private static final class Unanswered extends Transits {
    private final AtomicInteger calls;

    Unanswered(JdbcClient jdbc, AtomicInteger calls) {
      super(jdbc);
      this.calls = calls;
    }

    @Override
    List<Long> exchange(int node, List<Result> results, Collection<Recipient> window, Instant now) {
      var call = calls.incrementAndGet();
      fail(call % 6 == 3);
      var marked = super.exchange(node, results, window, now);
      fail(call % 6 == 0);
      return marked;
    }

    @Override
    void settle(int node, List<Result> results, Collection<Recipient> unsent, Instant now) {
      var call = calls.incrementAndGet();
      super.settle(node, results, unsent, now);
      fail(call % 6 == 0);
    }

    private static void fail(boolean now) {
      if (now) {
        throw new QueryTimeoutException("the connection to the database ended");
      }
    }
  }
}
