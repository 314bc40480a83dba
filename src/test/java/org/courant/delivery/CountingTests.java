package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.CANCELLED;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.IN_TRANSIT;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.SUPPRESSED;
import static org.courant.delivery.DeliveryState.UNCERTAIN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.MailAddress;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;

/// What is added up from blocks is what a count of all rows finds, whatever happened to them.
@CourantTest
class CountingTests extends Fixture {
  private final String d = fresh("counts") + ".example";

  @Test
  void addsUpWhatTheRowsSay() throws Exception {
    var script =
        (ScriptedRelay.Script)
            (stage, to) ->
                stage != Stage.RCPT
                    ? null
                    : to.startsWith("r11")
                        ? "550 5.1.1 gone"
                        : to.startsWith("r2") ? "451 later" : null;
    var mailing = mailing(readers(500));
    suppressions.suppress(
        keys.of(MailAddress.parse("r3@" + d)), null, Suppressions.Reason.ADMIN, clock.instant());
    assertThat(progress(mailing)).isEmpty();
    try (var relay = new ScriptedRelay(script);
        var _ = sending(relay.relays(2, 100))) {
      await().until(() -> mailings.settled(mailing));
    }
    assertThat(progress(mailing))
        .isEqualTo(Map.of(SENT, 377L, FAILED, 11L, DEFERRED, 111L, SUPPRESSED, 1L))
        .isEqualTo(mailings.progress(mailing).counts());
    assertThat(uncounted(mailing)).isZero();
    mailings.cancel(mailing, "enough", clock.instant());
    assertThat(progress(mailing))
        .isEqualTo(Map.of(SENT, 377L, FAILED, 11L, CANCELLED, 111L, SUPPRESSED, 1L));
    assertThat(uncounted(mailing)).isZero();
  }

  @Test
  void seesTheRowsOfABlockThatIsBeingWorkedAt() throws Exception {
    var mailing = mailing(readers(200));
    var now = clock.instant();
    try (var node = Node.join(database)) {
      var block = claims.claim(mailing, node.id(), 1, now, now.plusSeconds(60)).getFirst();
      var first = block.window(16);
      transits.exchange(node.id(), null, block.mark(), first, now);
      assertThat(progress(mailing)).isEqualTo(Map.of(IN_TRANSIT, 16L));
      var results = first.stream().map(row -> result(row, SENT)).toList();
      var last = new Account(block.mark(), results, false);
      transits.exchange(node.id(), last, block.mark(), List.of(), now);
      assertThat(progress(mailing)).isEqualTo(Map.of(SENT, 16L));

      // Cancelled while a window is in transit, and the process dies with it.
      var next = block.window(16);
      transits.exchange(node.id(), null, block.mark(), next, now);
      mailings.cancel(mailing, "enough", now);
      assertThat(progress(mailing)).isEqualTo(Map.of(SENT, 16L, IN_TRANSIT, 16L, CANCELLED, 168L));
    }
    claims.abandon();
    assertThat(progress(mailing)).isEqualTo(Map.of(SENT, 16L, UNCERTAIN, 16L, CANCELLED, 168L));
    states.resolve(mailing, SENT, now);
    assertThat(progress(mailing)).isEqualTo(Map.of(SENT, 32L, CANCELLED, 168L));
    assertThat(uncounted(mailing)).isZero();
  }

  @Test
  void seesWhatAnOwnerSaysAfterItWasTakenForDead() throws Exception {
    var mailing = mailing(readers(3));
    var now = clock.instant();
    var node = Node.join(database);
    var block = claims.claim(mailing, node.id(), 1, now, now.plusSeconds(60)).getFirst();
    exchange(transits, node, block, now);
    node.close();
    claims.abandon();
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(1, 100))) {
      await().until(() -> uncounted(mailing) == 0);
    }
    assertThat(progress(mailing)).isEqualTo(Map.of(UNCERTAIN, 3L));
    var known = block.rows().stream().map(row -> result(row, SENT)).toArray(Result[]::new);
    transits.settle(node.id(), account(block, known), now);
    assertThat(progress(mailing)).isEqualTo(Map.of(SENT, 3L));
  }

  @Test
  void countsWhatAnOwnerSaysWhileAnotherGivesItsBlockBack() throws Exception {
    var mailing = mailing(readers(3));
    var now = clock.instant();
    var lost = Node.join(database);
    var block = claims.claim(mailing, lost.id(), 1, now, now.plusSeconds(60)).getFirst();
    exchange(transits, lost, block, now);
    lost.close();
    claims.abandon();
    var known = block.rows().stream().map(row -> result(row, SENT)).toArray(Result[]::new);
    try (var node = Node.join(database)) {
      var again = claims.claim(mailing, node.id(), 1, now, now.plusSeconds(60)).getFirst();
      var late = new ArrayList<CompletableFuture<Integer>>();
      transactions.executeWithoutResult(
          _ -> {
            transits.settle(node.id(), account(again), now);
            late.add(
                CompletableFuture.supplyAsync(
                    () -> transits.settle(lost.id(), account(block, known), now),
                    Thread::startVirtualThread));
            await().until(() -> late.getFirst().isDone() || waits());
          });
      assertThat(late.getFirst()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(3);
    }
    assertThat(progress(mailing)).isEqualTo(Map.of(SENT, 3L));
  }

  @Test
  void resolvingTouchesOnlyTheBlocksWithUncertainRows() throws Exception {
    var mailing = mailing(readers(300));
    var now = clock.instant();
    try (var node = Node.join(database)) {
      var blocks = claims.claim(mailing, node.id(), 3, now, now.plusSeconds(60));
      exchange(transits, node, blocks.getLast(), now);
      var lost =
          blocks.getLast().rows().stream()
              .map(row -> Result.unknown(row, "lost"))
              .toArray(Result[]::new);
      transits.settle(node.id(), account(blocks.getLast(), lost), now);
      exchange(transits, node, blocks.getFirst(), now);
      transactions.executeWithoutResult(
          _ -> {
            // As a line has it that records a window.
            jdbc.sql("select 1 from delivery_block where first_id = :id for update")
                .param("id", blocks.getFirst().mark().block())
                .query(Integer.class)
                .single();
            assertThat(
                    CompletableFuture.supplyAsync(
                        () -> states.resolve(mailing, SENT, now), Thread::startVirtualThread))
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(44);
          });
      assertThat(progress(mailing)).isEqualTo(Map.of(SENT, 44L, IN_TRANSIT, 128L));
    }
    mailings.cancel(mailing, "the test is over", now);
  }

  private boolean waits() {
    var sql =
        """
        select exists (
          select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like '%delivery_block%')
        """;
    return jdbc.sql(sql).query(Boolean.class).single();
  }

  private static Result result(Recipient row, DeliveryState state) {
    return Result.of(row, state, "as it went", null, Verdict.Besides.NOTHING);
  }

  private List<String> readers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "r" + i + "@" + d).toList();
  }

  private long uncounted(MailingId mailing) {
    return jdbc.sql("select count(*) from delivery_block where mailing_id = :id and not counted")
        .param("id", mailing.value())
        .query(Long.class)
        .single();
  }

  /// States with no row are left out.
  private Map<DeliveryState, Long> progress(MailingId mailing) {
    var counts = new EnumMap<DeliveryState, Long>(DeliveryState.class);
    jdbc.sql(
            """
            select sent, deferred, failed, suppressed, uncertain, cancelled, in_transit
            from mailing_progress where id = :id
            """)
        .param("id", mailing.value())
        .query(
            rs -> {
              for (var state :
                  List.of(SENT, DEFERRED, FAILED, SUPPRESSED, UNCERTAIN, CANCELLED, IN_TRANSIT)) {
                if (rs.getLong(state.name()) != 0) {
                  counts.put(state, rs.getLong(state.name()));
                }
              }
            });
    return counts;
  }
}
