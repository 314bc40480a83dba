package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.CLAIMED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.delivery.Mailings.NewMailing;
import org.courant.message.MailingId;
import org.courant.message.Samples;
import org.courant.node.Node;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.ScriptedRelay.Received;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;

/// Single mails: counted when they are added, and sent before issues.
@CourantTest
@ExtendWith(OutputCaptureExtension.class)
class StandingMailingsTests extends Fixture {
  @Autowired private StandingMailings standing;
  private final String domain = fresh("single") + ".example";

  @Test
  void growsWithEachMailAndTheEquationHoldsInsideTheTransaction() {
    var id = standing();
    assertThat(mailings.progress(id).holds()).isTrue();
    transactions.executeWithoutResult(
        _ -> {
          add(id, "ada");
          assertThat(mailings.progress(id).holds()).isTrue();
          assertThat(mailings.progress(id).frozen()).isEqualTo(1);
        });
    transactions.executeWithoutResult(
        status -> {
          add(id, "bob");
          status.setRollbackOnly();
        });
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(PENDING, 1L));
    assertThat(mailings.progress(id).holds()).isTrue();
    mailings.cancel(id, "the test is over", clock.instant());
  }

  @Test
  void nobodyWaitsForAnothersTransaction() {
    var id = standing();
    var reader = UUID.randomUUID();
    transactions.executeWithoutResult(
        _ -> {
          standing.add(id, mail(reader, "ada"), now());
          var others =
              List.of(reader, UUID.randomUUID()).stream()
                  .map(
                      other ->
                          CompletableFuture.runAsync(
                              () -> standing.add(id, mail(other, "bob"), now()),
                              Thread::startVirtualThread))
                  .toList();
          others.forEach(other -> assertThat(other).succeedsWithin(Duration.ofSeconds(30)));
          assertThat(mailings.progress(id).frozen()).isEqualTo(3);
          assertThat(mailings.progress(id).holds()).isTrue();
        });
    mailings.cancel(id, "the test is over", clock.instant());
  }

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
  void aMailThatGoesMissingIsMissed() {
    var id = standing();
    add(id, "ada");
    add(id, "bob");
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("delete from delivery where mailing_id = :id and name = 'bob'")
              .param("id", id.value())
              .update();
          assertThat(mailings.progress(id).holds()).isFalse();
          status.setRollbackOnly();
        });
    mailings.cancel(id, "the test is over", clock.instant());
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
  void nobodyElseChangesTheNumberAndNothingEndsIt() {
    var id = standing();
    add(id, "ada");
    assertThatThrownBy(() -> set(id, "frozen = frozen + 1"))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("never changes");
    assertThatThrownBy(() -> set(id, "state = 'FINISHED'"))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("mailing_standing_never_ends");
    var issue = mailing(List.of("reader@" + domain));
    assertThatThrownBy(() -> insert(issue, "late@" + domain, "Late"))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("never change");
    assertThatIllegalStateException().isThrownBy(() -> add(issue, "late"));
    assertThatIllegalStateException()
        .isThrownBy(() -> mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1))));
    mailings.addTemplate(id, 2, Samples.rendered(marks.of(id, 2)));
    mailings.cancel(id, "the test is over", clock.instant());
    mailings.cancel(issue, "the test is over", clock.instant());
    assertThatIllegalStateException().isThrownBy(() -> add(id, "late"));
  }

  @Test
  void givesUpASingleMailThatWouldComeTooLateAndKeepsTheOthers() {
    var id = standing();
    add(id, "early");
    standing.add(id, mail(UUID.randomUUID(), "later", Duration.ofDays(2)), now());
    upkeep.run(now().plus(Duration.ofHours(25)));
    assertThat(states(id)).isEqualTo(Map.of("early@" + domain, FAILED, "later@" + domain, PENDING));
    assertThat(mailings.progress(id).state()).isEqualTo(MailingState.SENDING);
    mailings.cancel(id, "the test is over", clock.instant());
  }

  @Test
  void countsOnceWhatAPersonSaidArrivedBeforeItWasGivenUp() throws Exception {
    var id = standing();
    add(id, "ada");
    var killed = Node.join(database);
    var block = claims.claim(id, killed.id(), 1, now(), now().plusSeconds(3600)).getFirst();
    assertThat(exchange(transits, killed, block, now())).hasSize(1);
    killed.close();
    claims.abandon();
    states.pause(id, "a person looks");
    assertThat(states.resolve(id, SENT, now())).isEqualTo(1);
    upkeep.run(now().plus(Duration.ofHours(25)));
    assertThat(
            jdbc.sql("select sent * 10 + failed from mailing_progress where id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .single())
        .isEqualTo(10);
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(SENT, 1L));
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
    var large = mailing(PacedSendingTests.readers(400, "large." + domain));
    var small = mailing(PacedSendingTests.readers(40, "small." + domain));
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(2, 1_000))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> mailings.progress(large).count(SENT) == 400);
      await().until(() -> mailings.progress(small).count(SENT) == 40);
      var order = relay.seen().stream().map(Received::to).toList();
      var last =
          IntStream.range(0, order.size())
              .filter(i -> order.get(i).endsWith("small." + domain))
              .max()
              .orElseThrow();
      // Five blocks of eight each: in turns, with what two lines have in hand, that is about 80.
      assertThat(last).isLessThan(120);
      var largeBefore = order.subList(0, last).stream().filter(to -> to.contains("large")).count();
      assertThat(largeBefore).isGreaterThan(16);
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

  private java.time.Instant now() {
    return clock.instant();
  }

  private void set(MailingId id, String what) {
    jdbc.sql("update mailing set " + what + " where id = :id").param("id", id.value()).update();
  }

  private MailingId standing() {
    var id =
        standing.open(
            new NewMailing(fresh("confirmations"), "confirmations", Samples.HEADERS, now()), now());
    mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1)));
    mailings.release(id, now());
    return id;
  }

  private void add(MailingId id, String name) {
    standing.add(id, mail(UUID.randomUUID(), name), now());
  }

  private StandingMailings.Single mail(UUID reader, String name) {
    return mail(reader, name, Duration.ofDays(1));
  }

  private StandingMailings.Single mail(UUID reader, String name, Duration useful) {
    return new StandingMailings.Single(reader, name + "@" + domain, 1, name, now().plus(useful));
  }
}
