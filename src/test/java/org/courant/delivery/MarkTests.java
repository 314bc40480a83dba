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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.courant.smtp.ScriptedRelay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/// The statement that decides what may leave, and what happens when nobody knows whether it stood.
@CourantTest
class MarkTests extends Fixture {
  @Autowired private NamedParameterJdbcOperations statements;
  @Autowired private DeliveryMeters meters;
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
    var block = claimed(mailing);
    // A claim that began before the cancelling was committed keeps its row out of its reach.
    assertThat(states.move(mailing, MailingState.CANCELLED, "wrong issue")).isTrue();

    assertThat(exchange(transits, node, block, now)).isEmpty();

    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(CANCELLED, 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PAUSED", "HELD"})
  void givesBackWhatWasClaimedOfAMailingThatWaitsNow(String state) {
    var mailing = mailing(List.of("a@" + fresh("mark") + ".example"));
    var block = claimed(mailing);
    assertThat(states.move(mailing, MailingState.valueOf(state), "it waits")).isTrue();

    assertThat(exchange(transits, node, block, now)).isEmpty();
    assertThat(claims.release(node.id(), List.of(block))).isEqualTo(1);

    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(PENDING, 1L));
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void marksNothingPastTheMailingsUsefulLife() {
    var mailing = mailing(List.of("a@" + fresh("mark") + ".example"));
    var block = claimed(mailing);

    var late = now.plus(Duration.ofHours(36));
    assertThat(exchange(transits, node, block, late)).isEmpty();
    assertThat(claims.release(node.id(), List.of(block))).isEqualTo(1);

    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(PENDING, 1L));
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void aResultWrittenTwiceNeverTouchesALaterMark() {
    var mailing = mailing(List.of("a@" + fresh("mark") + ".example"));
    var first = claimed(mailing);
    assertThat(exchange(transits, node, first, now)).hasSize(1);
    var unsent = account(first, Result.unsent(first.rows().getFirst(), "not sent", now));
    assertThat(transits.settle(node.id(), unsent, now)).isEqualTo(1);
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(DEFERRED, 1L));

    var second = claimed(mailing);
    assertThat(exchange(transits, node, second, now)).hasSize(1);
    // Nobody heard that the first settling stood, so it comes again.
    assertThat(transits.settle(node.id(), unsent, now)).isZero();
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(IN_TRANSIT, 1L));

    // Nor does a window of the old claim mark or give back anything.
    assertThat(transits.exchange(node.id(), null, first.mark(), first.rows(), now)).isEmpty();
    assertThat(claims.release(node.id(), List.of(first))).isZero();
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(IN_TRANSIT, 1L));
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void marksNothingTwiceByOneNumber() {
    var mailing = mailing(List.of("a@" + fresh("mark") + ".example"));
    var block = claimed(mailing);
    assertThat(exchange(transits, node, block, now)).hasSize(1);
    // Nobody heard that the mark stood, so it comes again.
    assertThat(transits.exchange(node.id(), null, block.mark(), block.rows(), now)).isEmpty();
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(IN_TRANSIT, 1L));
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void mailsEveryReaderOnceThoughMarksAndResultsGoUnanswered() throws Exception {
    var d = fresh("unanswered") + ".example";
    var mailing = mailing(IntStream.range(0, 40).mapToObj(i -> "r" + i + "@" + d).toList());
    var calls = new AtomicInteger();
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(2, 100), new Unanswered(statements, meters, states, calls))) {
      await().until(() -> mailings.progress(mailing).count(SENT) == 40);
      assertThat(relay.seen())
          .extracting(ScriptedRelay.Received::to)
          .doesNotHaveDuplicates()
          .hasSize(40);
    }
    assertThat(calls).hasValueGreaterThan(12);
  }

  private ClaimedBlock claimed(MailingId mailing) {
    var lease = now.plus(Duration.ofHours(1));
    return claims.claim(mailing, node.id(), 1, now, lease).getFirst();
  }

  /// Every third call fails: in turn before anything is written, and after all of it stands.
  private static final class Unanswered extends Transits {
    private final AtomicInteger calls;

    Unanswered(
        NamedParameterJdbcOperations jdbc,
        DeliveryMeters meters,
        MailingStates states,
        AtomicInteger calls) {
      super(jdbc, settings(4), meters, states);
      this.calls = calls;
    }

    @Override
    List<Long> exchange(
        int node,
        @Nullable Account last,
        ClaimedBlock.Mark next,
        List<Recipient> window,
        Instant now) {
      var call = calls.incrementAndGet();
      fail(call % 6 == 3);
      var marked = super.exchange(node, last, next, window, now);
      fail(call % 6 == 0);
      return marked;
    }

    @Override
    int settle(int node, Account account, Instant now) {
      var call = calls.incrementAndGet();
      var rows = super.settle(node, account, now);
      fail(call % 6 == 0);
      return rows;
    }

    private static void fail(boolean now) {
      if (now) {
        throw new QueryTimeoutException("the connection to the database ended");
      }
    }
  }
}
