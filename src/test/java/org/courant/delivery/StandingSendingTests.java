package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.CLAIMED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.SENT;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.ScriptedRelay.Received;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Single mails leave before issues, and wait for no others.
@CourantTest
@ExtendWith(OutputCaptureExtension.class)
class StandingSendingTests extends StandingFixture {
  @Test
  void goesOnThoughItsContentIsRefusedAndAPersonIsTold(CapturedOutput output) throws Exception {
    var id = standing();
    for (var i = 0; i < 12; i++) {
      add(id, "refused" + i);
    }
    add(id, "taken");
    try (var relay = new ScriptedRelay((stage, to) -> refused(stage, to));
        var _ = sending(relay.relays(1, 100))) {
      await().until(() -> mailings.progress(id).count(SENT) == 1);
      await().until(() -> mailings.progress(id).count(FAILED) == 12);
    }
    assertThat(mailings.progress(id).state()).isEqualTo(MailingState.SENDING);
    assertThat(output)
        .containsOnlyOnce("goes on with single mails, but look: its content is refused: 554 5.6.0");
    mailings.cancel(id, "the test is over", clock.instant());
  }

  private static @org.jspecify.annotations.Nullable String refused(Stage stage, String to) {
    return stage == Stage.RCPT && to.startsWith("refused") ? "554 5.6.0 broken" : null;
  }

  @Test
  void mailsTheSameReaderSeveralTimesAlsoAtOnce() throws Exception {
    var id = standing();
    var reader = UUID.randomUUID();
    CompletableFuture.allOf(
            IntStream.range(0, 8)
                .mapToObj(
                    _ ->
                        CompletableFuture.runAsync(
                            () -> standing.add(id, mail(reader, "ada"), now())))
                .toArray(CompletableFuture[]::new))
        .get();
    assertThat(mailings.progress(id).frozen()).isEqualTo(8);
    assertThat(mailings.progress(id).holds()).isTrue();
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(1, 100))) {
      await().until(() -> mailings.progress(id).count(SENT) == 8);
      upkeep.run(now());
      assertThat(mailings.progress(id).state()).isEqualTo(MailingState.SENDING);
      // It never ends: what comes later leaves, too.
      add(id, "bob");
      await().until(() -> mailings.progress(id).count(SENT) == 9);
    }
    mailings.cancel(id, "the test is over", clock.instant());
  }

  @Test
  void leavesBeforeAnIssueThatIsClaimedAlready() throws Exception {
    var id = standing();
    var issue = mailing(PacedSendingTests.readers(300, "issue." + domain));
    var reached = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (var relay = new ScriptedRelay((stage, _) -> waitAtTheFirst(stage, reached, goOn));
        var _ = sending(relay.relays(1, 1_000))) {
      reached.await();
      add(id, "ada");
      // On the desk behind a block of the issue, before which it goes.
      await().until(() -> mailings.progress(id).count(CLAIMED) == 1);
      goOn.countDown();
      await().until(() -> mailings.progress(issue).count(SENT) == 300);
      var order =
          relay.seen().stream().map(Received::to).filter(to -> to.endsWith(domain)).toList();
      // No more than the window that was in transit goes before it.
      assertThat(order.indexOf("ada@" + domain)).isBetween(1, 4);
      assertThat(order).hasSize(301).doesNotHaveDuplicates();
    }
    mailings.cancel(id, "the test is over", clock.instant());
  }

  @Test
  void mailingsGoInTurnsHoweverLargeOneIs() throws Exception {
    var large = mailing(PacedSendingTests.readers(1_280, "large." + domain));
    var small = mailing(PacedSendingTests.readers(384, "small." + domain));
    // One line: of two, one may be slow with a block that it has in hand.
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(1, 1_000))) {
      await().until(() -> mailings.progress(large).count(SENT) == 1_280);
      await().until(() -> mailings.progress(small).count(SENT) == 384);
      var order = relay.seen().stream().map(Received::to).toList();
      var last =
          IntStream.range(0, order.size())
              .filter(i -> order.get(i).endsWith("small." + domain))
              .max()
              .orElseThrow();
      // Ten blocks of 128 and three: in turns, with what is in hand, the three end with the sixth.
      assertThat(last).isLessThan(900);
      var largeBefore = order.subList(0, last).stream().filter(to -> to.contains("large")).count();
      assertThat(largeBefore).isGreaterThan(200);
    }
  }

  private static @org.jspecify.annotations.Nullable String waitAtTheFirst(
      Stage stage, CountDownLatch reached, CountDownLatch goOn) {
    if (stage == Stage.FINAL_DOT) {
      reached.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return null;
  }
}
