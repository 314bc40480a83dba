package org.courant.delivery;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.CANCELLED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.SUPPRESSED;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.database.Hearing;
import org.courant.message.MailAddress;
import org.courant.node.Node;
import org.courant.smtp.RelaysForTests;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;

/// What is decided while a mailing is under way holds from the next mark on: only what was in
/// transit then, at most a window a connection, still leaves.
@CourantTest
class LeavingTests extends Fixture {
  private static final int WINDOW = 4;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void mailsNobodyWhoLeftWhileTheMailingWasSentBeyondWhatWasInTransit() throws Exception {
    var d = fresh("leaving") + ".example";
    var readers = readers(d);
    var mailing = mailing(readers);
    try (var relay = new ScriptedRelay(this::waitAtTheFirst);
        var _ = sending(relay.relays(1, 100))) {
      reached.await();
      var inTransit = readers.stream().limit(WINDOW).toList();
      var left = readers.subList(WINDOW - 1, WINDOW + 10);
      left.forEach(this::leave);
      goOn.countDown();
      await().until(() -> mailings.settled(mailing));

      assertThat(relay.seen()).extracting(ScriptedRelay.Received::to).doesNotHaveDuplicates();
      var mailed = relay.seen().stream().map(ScriptedRelay.Received::to).collect(toSet());
      assertThat(mailed).containsAll(inTransit).doesNotContainAnyElementsOf(left.subList(1, 11));
    }
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(SENT, 30L, SUPPRESSED, 10L));
  }

  @Test
  void pausesAtTheNextMarkAndGoesOnWithTheRest() throws Exception {
    var mailing = mailing(readers(fresh("pausing") + ".example"));
    try (var relay = new ScriptedRelay(this::waitAtTheFirst);
        var _ = sending(relay.relays(1, 100))) {
      reached.await();
      assertThat(states.pause(mailing, "a person looks")).isTrue();
      goOn.countDown();
      var rest = Map.of(SENT, 4L, PENDING, 36L);
      await()
          .atMost(Duration.ofSeconds(2))
          .until(() -> mailings.progress(mailing).counts().equals(rest));
      assertThat(relay.accepted()).hasSize(WINDOW);

      assertThat(states.resume(mailing, clock.instant())).isTrue();
      await().until(() -> mailings.progress(mailing).count(SENT) == 40);
      assertThat(relay.seen())
          .extracting(ScriptedRelay.Received::to)
          .doesNotHaveDuplicates()
          .hasSize(40);
    }
  }

  @Test
  void aMarkThatWaitsForACancellationMarksNothing() throws Exception {
    var mailing = mailing(readers(fresh("race") + ".example"));
    var now = clock.instant();
    try (var node = Node.join(database)) {
      var block = claims.claim(mailing, node.id(), 1, now, now.plusSeconds(3600)).getFirst();
      CompletableFuture<List<Long>> marked =
          transactions.execute(
              _ -> {
                assertThat(mailings.cancel(mailing, "wrong issue", now)).isTrue();
                // It began before the cancellation stands, so it sees a mailing under way.
                var mark =
                    CompletableFuture.supplyAsync(() -> exchange(transits, node, block, now));
                await().until(this::aMarkWaits);
                return mark;
              });
      assertThat(marked).isNotNull();
      assertThat(marked.get()).isEmpty();
    }
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(CANCELLED, 40L));
  }

  @Test
  void beginsAtOnceWithWhatAnotherProcessLetsGo() throws Exception {
    var desk = new Desk(1, new Outage(states, RelaysForTests.none(), Duration.ZERO));
    var never = Duration.ofHours(1);
    var listener =
        Thread.ofVirtual()
            .start(new Hearing(database, MailingStates.CHANNEL, desk::wake, never, desk::closed));
    // It looks when it begins to listen.
    assertThat(desk.await(never)).isTrue();
    var woken = CompletableFuture.supplyAsync(() -> desk.await(never));
    mailing(List.of());
    assertThat(woken.get(1, TimeUnit.MINUTES)).isTrue();
    desk.close();
    listener.join();
  }

  private boolean aMarkWaits() {
    var sql =
        """
        select exists (
          select from pg_stat_activity where wait_event_type = 'Lock' and query like '%delivery_block%')
        """;
    return jdbc.sql(sql).query(Boolean.class).single();
  }

  private @org.jspecify.annotations.Nullable String waitAtTheFirst(Stage stage, String to) {
    if (stage == Stage.FINAL_DOT) {
      reached.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(to, e);
      }
    }
    return null;
  }

  private void leave(String address) {
    suppressions.suppress(
        keys.of(MailAddress.parse(address)),
        "weekly",
        Suppressions.Reason.UNSUBSCRIBED,
        clock.instant());
  }

  private static List<String> readers(String domain) {
    return IntStream.range(0, 40).mapToObj(i -> "r%02d@%s".formatted(i, domain)).toList();
  }
}
