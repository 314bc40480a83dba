package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.courant.CourantTest;
import org.courant.message.MailingId;
import org.courant.message.Samples;
import org.courant.node.Node;
import org.courant.smtp.Relays;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;

/// What goes on and what waits when something went wrong.
@CourantTest
class UpkeepTests extends Fixture {
  private final List<String> readers =
      List.of("a", "b", "c").stream()
          .map(name -> name + "@" + fresh("upkeep") + ".example")
          .toList();

  @Test
  void whatCannotBePutRightKeepsNobodyFromTheirMail() throws Exception {
    var mailing = mailing(readers);
    var breaker = new Breaker(jdbc, states, settings(4));
    var broken =
        new PastDeliveries(jdbc) {
          @Override
          int fold(Instant now) {
            throw new IllegalStateException("one mailing cannot be folded");
          }
        };
    var blocks = beans.getBean(Blocks.class);
    var upkeep = new Upkeep(claims, states, blocks, breaker, refusals, broken);
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(1, 100), upkeep, settings(4))) {
      await().until(() -> mailings.progress(mailing).count(SENT) == 3);
    }
  }

  @Test
  void aBrokenConnectionIsTriedAgainNoLaterThanARefusal() throws Exception {
    var mailing = mailing(readers);
    var patient = settings(4).delivery();
    var settings =
        new DeliverySettings(
            new DeliverySettings.Delivery(4, 8, patient.lease(), Duration.ofSeconds(5)),
            settings(4).breaker());
    try (var relay =
            new ScriptedRelay((stage, _) -> stage == Stage.RCPT ? ScriptedRelay.DROP : null);
        var _ = sending(relay.relays(1, 100), upkeep, settings)) {
      await().until(() -> mailings.progress(mailing).count(DEFERRED) == 3);
    }
    var last = jdbc.sql("select max(due_at) from delivery where mailing_id = :id");
    assertThat(last.param("id", mailing.value()).query(OffsetDateTime.class).single().toInstant())
        .isBefore(clock.instant().plusSeconds(7));
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void settlingADoubtLetsNoPausedMailingGoOn() throws Exception {
    var mailing = mailing(readers);
    uncertain(mailing, () -> assertThat(states.pause(mailing, "a person looks")).isTrue());
    assertThat(states.resolve(mailing, PENDING, clock.instant())).isEqualTo(3);
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.PAUSED);
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(PENDING, 3L));
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void settlingADoubtSendsAgainWhatAFinishedMailingHas() throws Exception {
    var mailing = mailing(readers);
    uncertain(mailing, () -> {});
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.FINISHED);
    assertThat(states.resolve(mailing, PENDING, clock.instant())).isEqualTo(3);
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void aMailingIsFinishedWhenItsLastRowEndsWithoutAnyUpkeep() throws Exception {
    var mailing = mailing(readers);
    var now = clock.instant();
    try (var node = Node.join(database)) {
      var block = claims.claim(mailing, node.id(), 1, now, now.plusSeconds(3600)).getFirst();
      exchange(transits, node, block, now);
      var results = block.rows().stream().map(UpkeepTests::sent).toList();
      transits.settle(node.id(), new Account(block.mark(), results, true), now);
    }
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.FINISHED);
  }

  @Test
  void aMailingWhoseLastRowEndedWhileItPausedIsFinishedWhenItIsLetGo() throws Exception {
    var mailing = mailing(readers);
    uncertain(mailing, () -> states.pause(mailing, "a person looks"));
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.PAUSED);
    assertThat(states.resume(mailing, clock.instant())).isTrue();
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.FINISHED);
  }

  @Test
  void ofTwoWhoGiveBackTheLastTwoBlocksAtOnceTheLaterOneFinishesTheMailing() throws Exception {
    var mailing = mailing(PacedSendingTests.readers(200, fresh("two") + ".example"));
    var now = clock.instant();
    try (var node = Node.join(database)) {
      var blocks = claims.claim(mailing, node.id(), 2, now, now.plusSeconds(3600));
      var both = new CyclicBarrier(2);
      var acts =
          blocks.stream()
              .map(
                  block ->
                      CompletableFuture.runAsync(
                          () -> together(node, block, both), Thread::startVirtualThread))
              .toList();
      acts.forEach(act -> assertThat(act).succeedsWithin(Duration.ofSeconds(30)));
    }
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.FINISHED);
  }

  private void together(Node node, ClaimedBlock block, CyclicBarrier both) {
    exchange(transits, node, block, clock.instant());
    var sent = block.rows().stream().map(UpkeepTests::sent).toList();
    try {
      both.await();
    } catch (InterruptedException | BrokenBarrierException problem) {
      throw new AssertionError(problem);
    }
    transits.settle(node.id(), new Account(block.mark(), sent, true), clock.instant());
  }

  private static Result sent(Recipient row) {
    return Result.of(row, SENT, "250 ok", null, Verdict.Besides.NOTHING);
  }

  @Test
  void aPausedMailingEndsWithItsUsefulLife() {
    var mailing = mailing(readers);
    assertThat(states.pause(mailing, "a person looks")).isTrue();
    upkeep.run(clock.instant());
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.PAUSED);
    upkeep.run(clock.instant().plus(Duration.ofHours(37)));
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.FINISHED);
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(FAILED, 3L));
  }

  private void uncertain(MailingId mailing, Runnable meanwhile) throws Exception {
    var now = clock.instant();
    try (var node = Node.join(database)) {
      var block = claims.claim(mailing, node.id(), 1, now, now.plusSeconds(3600)).getFirst();
      assertThat(exchange(transits, node, block, now)).hasSize(3);
      meanwhile.run();
      var lost = block.rows().stream().map(row -> Result.unknown(row, "lost")).toList();
      transits.settle(node.id(), new Account(block.mark(), lost, true), now);
    }
  }

  private Sending sending(Relays relays, Upkeep upkeep, DeliverySettings settings) {
    var dispatch =
        new Dispatch(
            Samples.filling(beans),
            signer,
            pacing,
            new Breaker(jdbc, states, settings(4)),
            refusals,
            settings);
    return Sending.start(
        new Sending.Parts(
            database, claims, transits, dispatch, states, upkeep, relays, clock, settings));
  }
}
