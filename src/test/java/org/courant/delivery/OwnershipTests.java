package org.courant.delivery;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.CANCELLED;
import static org.courant.delivery.DeliveryState.CLAIMED;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.IN_TRANSIT;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.SUPPRESSED;
import static org.courant.delivery.DeliveryState.UNCERTAIN;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.MailAddress;
import org.courant.node.Node;
import org.courant.smtp.RelaysForTests;
import org.courant.smtp.ScriptedRelay;
import org.junit.jupiter.api.Test;

@CourantTest
class OwnershipTests extends Fixture {

  @Test
  void takesWhatADeadProcessHadInTransitForUncertainAndSendsTheRest() throws Exception {
    var d = fresh("killed") + ".example";
    var readers = IntStream.range(0, 10).mapToObj(i -> "r" + i + "@" + d).toList();
    var mailing = mailing(readers);
    var killed = Node.join(database);
    var now = clock.instant();
    var block =
        claims.claim(mailing, killed.id(), 8, now, now.plus(Duration.ofHours(1))).getFirst();
    var window = block.window(3);
    assertThat(transits.exchange(killed.id(), null, block.mark(), window, now)).hasSize(3);
    killed.close();

    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(2, 100))) {
      await().until(() -> mailings.settled(mailing));
      assertThat(relay.seen()).hasSize(7).doesNotHaveDuplicates();
    }
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(SENT, 7L, UNCERTAIN, 3L));
    // The one that only seemed dead may still say what it knows.
    assertThat(transits.settle(killed.id(), account(block, sent(window.getFirst())), now))
        .isEqualTo(1);
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(SENT, 8L, UNCERTAIN, 2L));
    var unsent = account(block, Result.unsent(window.getLast(), "x", now));
    assertThat(transits.settle(killed.id() + 1_000, unsent, now)).isZero();
    // A row it takes out of doubt is mailed, though nothing was left to do.
    assertThat(transits.settle(killed.id(), unsent, now)).isEqualTo(1);
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(2, 100))) {
      await().until(() -> mailings.progress(mailing).count(SENT) == 9);
    }
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(SENT, 9L, UNCERTAIN, 1L));
  }

  @Test
  void leavesTheRowsOfALivingProcessAloneUntilItsLeaseEnds() throws Exception {
    var d = fresh("living") + ".example";
    var mailing = mailing(IntStream.range(0, 130).mapToObj(i -> "r" + i + "@" + d).toList());
    try (var node = Node.join(database)) {
      var now = clock.instant();
      var blocks = claims.claim(mailing, node.id(), 8, now, now.plus(Duration.ofHours(1)));
      var first = blocks.getFirst();
      assertThat(exchange(transits, node, first, now)).hasSize(128);
      upkeep.run(now);
      assertThat(mailings.progress(mailing).counts())
          .isEqualTo(Map.of(IN_TRANSIT, 128L, CLAIMED, 2L));
      upkeep.run(now.plus(Duration.ofHours(1)));
      assertThat(mailings.progress(mailing).counts())
          .isEqualTo(Map.of(IN_TRANSIT, 128L, PENDING, 2L));
      // The lapsed claim is worth nothing any more, also when another node holds the block now.
      var last = blocks.getLast();
      assertThat(exchange(transits, node, last, now)).isEmpty();
      try (var other = Node.join(database)) {
        assertThat(claims.claim(mailing, other.id(), 8, now, now.plusSeconds(60))).hasSize(1);
        assertThat(transits.exchange(node.id(), null, last.mark(), last.rows(), now)).isEmpty();
      }
      var sent = first.rows().stream().map(OwnershipTests::sent).toArray(Result[]::new);
      assertThat(transits.settle(node.id(), account(first, sent), now)).isEqualTo(128);
    }
    mailings.cancel(mailing, "the test is over", clock.instant());
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(SENT, 128L, CANCELLED, 2L));
  }

  @Test
  void sendsNothingOnAMarkThatNobodyKnowsToStand() {
    var d = fresh("unknown") + ".example";
    var mailing = mailing(List.of("a@" + d, "b@" + d));
    try (var node = Node.join(database)) {
      var now = clock.instant();
      var block =
          claims.claim(mailing, node.id(), 8, now, now.plus(Duration.ofHours(1))).getFirst();
      var window = block.window(1);
      transits.exchange(node.id(), null, block.mark(), window, now);
      transits.settle(node.id(), account(block, Result.unsent(window.getFirst(), "x", now)), now);
      assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(DEFERRED, 1L, PENDING, 1L));
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void mailsNobodyWhoLeftWhileTheirMessageWasClaimed() throws Exception {
    var d = fresh("left") + ".example";
    var mailing = mailing(List.of("stays@" + d, "left@" + d, "erased@" + d));
    try (var node = Node.join(database)) {
      var now = clock.instant();
      var block =
          claims.claim(mailing, node.id(), 8, now, now.plus(Duration.ofHours(1))).getFirst();
      suppressions.suppress(key("left@" + d), "weekly", Suppressions.Reason.UNSUBSCRIBED, now);
      suppressions.suppress(key("erased@" + d), null, Suppressions.Reason.ERASED, now);
      suppressions.suppress(key("stays@" + d), "another", Suppressions.Reason.UNSUBSCRIBED, now);
      assertThat(exchange(transits, node, block, now)).hasSize(1);
    }
    assertThat(states(mailing))
        .containsEntry("left@" + d, SUPPRESSED)
        .containsEntry("erased@" + d, SUPPRESSED);
  }

  @Test
  void givesUpWhatIsNoLongerUseful() {
    var mailing = mailing(List.of("stale@" + fresh("stale") + ".example"));
    jdbc.sql("update mailing set useful_until = :at where id = :id")
        .param("at", clock.instant().atOffset(UTC))
        .param("id", mailing.value())
        .update();
    upkeep.run(clock.instant());
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(FAILED, 1L));
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.FINISHED);
  }

  @Test
  void holdsAMailingWithoutARelayAndLetsItGoWithOne() throws Exception {
    var mailing = mailing(List.of("held@" + fresh("held") + ".example"));
    try (var _ = sending(RelaysForTests.none())) {
      await().until(() -> mailings.progress(mailing).state() == MailingState.HELD);
      assertThat(mailings.reason(mailing)).contains("no relay is configured");
    }
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(2, 100))) {
      await().until(() -> mailings.progress(mailing).state() == MailingState.FINISHED);
    }
  }

  private static Result sent(Recipient row) {
    return Result.of(row, SENT, "250 ok", null, Verdict.Besides.NOTHING);
  }

  private byte[] key(String address) {
    return keys.of(MailAddress.parse(address));
  }
}
