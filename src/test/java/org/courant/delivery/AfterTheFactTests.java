package org.courant.delivery;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.CANCELLED;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.SUPPRESSED;
import static org.courant.delivery.DeliveryState.UNCERTAIN;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Nobody is mailed after they left, or after the mailing ended, though their row comes back from a
/// relay that refused it, a connection that broke, or a person's decision.
@CourantTest
class AfterTheFactTests extends Fixture {
  private static final int WINDOW = 4;

  private final CountDownLatch reached = new CountDownLatch(2);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private volatile @Nullable String answer;

  @Test
  void mailsNobodyOnARetryWhoLeftMeanwhile() throws Exception {
    var d = fresh("retried") + ".example";
    var mailing = mailing(List.of("stays@" + d, "leaves@" + d));
    answer = "451 4.3.0 not now";
    try (var relay = new ScriptedRelay((stage, _) -> stage == Stage.RCPT ? answer : null)) {
      try (var _ = sending(relay.relays(1, 100))) {
        await().until(() -> mailings.progress(mailing).count(DEFERRED) == 2);
      }
      leave("leaves@" + d);
      answer = null;
      due(mailing);
      try (var _ = sending(relay.relays(1, 100))) {
        await().until(() -> mailings.progress(mailing).state() == MailingState.FINISHED);
      }
      assertThat(seen(relay)).containsExactly("stays@" + d);
    }
    assertThat(states(mailing)).isEqualTo(Map.of("stays@" + d, SENT, "leaves@" + d, SUPPRESSED));
  }

  @Test
  void mailsNobodyAgainWhoWasInDoubtAndLeft() throws Exception {
    var d = fresh("doubt") + ".example";
    var mailing = mailing(List.of("stays@" + d, "leaves@" + d));
    var now = clock.instant();
    try (var killed = Node.join(database)) {
      var block = claims.claim(mailing, killed.id(), 1, now, now.plusSeconds(3600)).getFirst();
      assertThat(exchange(transits, killed, block, now)).hasSize(2);
    }
    upkeep.run(now);
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(UNCERTAIN, 2L));
    leave("leaves@" + d);
    assertThat(states.resolve(mailing, DeliveryState.PENDING, now)).isEqualTo(2);
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(1, 100))) {
      await().until(() -> mailings.settled(mailing));
      assertThat(seen(relay)).containsExactly("stays@" + d);
    }
    assertThat(states(mailing)).isEqualTo(Map.of("stays@" + d, SENT, "leaves@" + d, SUPPRESSED));
  }

  @Test
  void cancelsWhatComesBackFromABrokenConnection() throws Exception {
    var mailing = mailing(readers(2 * WINDOW));
    var script = (ScriptedRelay.Script) (stage, _) -> stage == Stage.RCPT ? broken() : null;
    try (var relay = new ScriptedRelay(script);
        var _ = sending(relay.relays(1, 100))) {
      reached.countDown();
      reached.await();
      assertThat(mailings.cancel(mailing, "wrong issue", clock.instant())).isTrue();
      goOn.countDown();
      var all = Map.of(CANCELLED, 2L * WINDOW);
      await().until(() -> mailings.progress(mailing).counts().equals(all));
      assertThat(seen(relay)).isEmpty();
    }
  }

  @Test
  void everySenderStopsWithinItsWindowWhenAPersonCancels() throws Exception {
    var mailing = mailing(readers(300));
    var script = (ScriptedRelay.Script) (stage, _) -> stage == Stage.FINAL_DOT ? held() : null;
    try (var relay = new ScriptedRelay(script);
        var _ = sending(relay.relays(1, 1_000));
        var _ = sending(relay.relays(1, 1_000))) {
      reached.await();
      assertThat(mailings.cancel(mailing, "wrong issue", clock.instant())).isTrue();
      goOn.countDown();
      await().until(() -> mailings.settled(mailing));
      assertThat(seen(relay)).hasSize(2 * WINDOW).doesNotHaveDuplicates();
    }
    assertThat(mailings.progress(mailing).counts())
        .isEqualTo(Map.of(SENT, 2L * WINDOW, CANCELLED, 300L - 2 * WINDOW));
  }

  /// Waits at the first message of each connection until the test goes on.
  private @Nullable String held() {
    reached.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return null;
  }

  private String broken() {
    held();
    return ScriptedRelay.DROP;
  }

  private void due(MailingId mailing) {
    var now = clock.instant().atOffset(UTC);
    for (var table : List.of("delivery", "delivery_block")) {
      jdbc.sql("update " + table + " set due_at = :now where mailing_id = :id")
          .param("now", now)
          .param("id", mailing.value())
          .update();
    }
  }

  private static List<String> seen(ScriptedRelay relay) {
    return relay.seen().stream().map(ScriptedRelay.Received::to).toList();
  }

  private static List<String> readers(int count) {
    var domain = fresh("after") + ".example";
    return IntStream.range(0, count).mapToObj(i -> "r%03d@%s".formatted(i, domain)).toList();
  }
}
