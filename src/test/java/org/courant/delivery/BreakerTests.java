package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// When a mailing stops itself, and when it goes on by itself.
@CourantTest
@ExtendWith(OutputCaptureExtension.class)
class BreakerTests extends Fixture {
  private static final Duration AT_ONCE = Duration.ZERO;

  @Test
  void stopsAMailingOfWhichTooManyAddressesDoNotExist(CapturedOutput output) throws Exception {
    var mailing = mailing(PacedSendingTests.readers(200, fresh("dead") + ".example"));
    try (var relay =
            new ScriptedRelay(
                (stage, to) ->
                    stage == Stage.RCPT && to.contains("5@") ? "550 5.1.1 no such reader" : null);
        var _ = sending(relay.relays(1, 1_000), Map.of(), breaker(8, 10, 50, 100, AT_ONCE))) {
      await().until(() -> mailings.progress(mailing).state() == MailingState.PAUSED);
    }
    assertThat(mailings.progress(mailing).count(FAILED)).isEqualTo(10);
    assertThat(mailings.reason(mailing).orElseThrow())
        .matches("10 of 9\\d addresses do not exist; the last answer: 550 5.1.1 no such reader");
    assertThat(output).contains("pauses, because 10 of 9", "mailing resume");
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void stopsAMailingThatIsMostlyPutOff() throws Exception {
    var mailing = mailing(PacedSendingTests.readers(100, fresh("off") + ".example"));
    try (var relay =
            new ScriptedRelay((stage, _) -> stage == Stage.RCPT ? "451 4.3.0 not now" : null);
        var _ = sending(relay.relays(1, 1_000), Map.of(), breaker(5, 50, 50, 20, AT_ONCE))) {
      await().until(() -> mailings.progress(mailing).state() == MailingState.PAUSED);
    }
    assertThat(mailings.progress(mailing).count(DEFERRED)).isBetween(20L, 24L);
    assertThat(mailings.reason(mailing))
        .contains("20 of the last 20 messages were put off; the last answer: 451 4.3.0 not now");
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void countsFirstTriesAloneSinceAtTheEndAllThatIsLeftWasPutOff() {
    var mailing = mailing(List.of());
    var breaker = breaker(5, 50, 50, 10, AT_ONCE);
    var again = new Verdict(DEFERRED, Verdict.Besides.NOTHING, "452 4.2.2 full");
    released(mailing);
    IntStream.range(0, 100).forEach(_ -> breaker.note(row(mailing, 1), again));
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    IntStream.range(0, 10).forEach(_ -> breaker.note(row(mailing, 0), again));
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.PAUSED);
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void doesNotStopAMailingForAFewFailuresNorForFullOrBusyMailboxes() {
    var mailing = mailing(List.of());
    released(mailing);
    var breaker = breaker(5, 50, 50, 10, AT_ONCE);
    note(breaker, mailing, 49, FAILED, Verdict.Besides.SUPPRESS);
    note(breaker, mailing, 200, FAILED, Verdict.Besides.SOFT);
    note(breaker, mailing, 951, SENT, Verdict.Besides.NOTHING);
    // That is 60 of 1,211, below a twentieth.
    note(breaker, mailing, 11, FAILED, Verdict.Besides.SUPPRESS);
    note(breaker, mailing, 100, DEFERRED, Verdict.Besides.CONNECTION);
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    note(breaker, mailing, 1, FAILED, Verdict.Besides.SUPPRESS);
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.PAUSED);
    // Whoever lets it go on begins anew.
    assertThat(states.resume(mailing)).isTrue();
    note(breaker, mailing, 49, FAILED, Verdict.Besides.SUPPRESS);
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void holdsMailingsWhileNoRelayAnswersAndLetsThemGoWhenOneDoes(CapturedOutput output)
      throws Exception {
    var mailing = mailing(PacedSendingTests.readers(20, fresh("down") + ".example"));
    var paused = mailing(PacedSendingTests.readers(2, fresh("paused") + ".example"));
    states.pause(paused, "a person stopped it");
    int port;
    try (var relay = new ScriptedRelay((_, _) -> null)) {
      port = relay.port();
    }
    try (var _ = sending(relays(port), Map.of(), breaker(5, 50, 50, 20, Duration.ofSeconds(1)))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> mailings.progress(mailing).state() == MailingState.HELD);
      assertThat(mailings.reason(mailing).orElseThrow())
          .startsWith("no relay takes mail now: 127.0.0.1:" + port + ": Connection refused");
      assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(PENDING, 20L));
      try (var relay = ScriptedRelay.at(port, (_, _) -> null)) {
        await()
            .atMost(Duration.ofSeconds(90))
            .until(() -> mailings.progress(mailing).count(SENT) == 20);
        assertThat(relay.accepted()).hasSize(20);
      }
    }
    assertThat(output).contains("held until a relay takes mail", "A relay takes mail again");
    assertThat(mailings.progress(paused).state()).isEqualTo(MailingState.PAUSED);
    mailings.cancel(paused, "the test is over", clock.instant());
  }

  @Test
  void aRelayThatPutsAllOffIsThereThoughConnectionsBreakNowAndThen(CapturedOutput output)
      throws Exception {
    ScriptedRelay.Script script =
        (stage, to) ->
            switch (stage) {
              case RCPT -> to.startsWith("r0@") ? ScriptedRelay.DROP : "451 4.3.0 not now";
              default -> null;
            };
    var mailings = new ArrayList<MailingId>();
    try (var relay = new ScriptedRelay(script);
        var _ =
            sending(
                relay.relays(1, 1_000), Map.of(), breaker(5, 50, 50, 100, Duration.ofSeconds(1)))) {
      for (var name : List.of("first", "second")) {
        var mailing = mailing(PacedSendingTests.readers(8, fresh(name) + ".example"));
        mailings.add(mailing);
        await().until(() -> this.mailings.progress(mailing).count(DEFERRED) == 8);
      }
      await()
          .during(Duration.ofSeconds(7))
          .until(() -> !output.toString().contains("held until a relay takes mail"));
    }
    mailings.forEach(mailing -> this.mailings.cancel(mailing, "it is over", clock.instant()));
  }

  @Test
  void holdsNothingWhileAnotherNodeReachesARelay() throws Exception {
    var mailing = mailing(List.of());
    released(mailing);
    try (var here = Node.join(database);
        var there = Node.join(database)) {
      here.cutOff(true);
      assertThat(states.cutOff("connection refused")).isZero();
      there.cutOff(true);
      assertThat(states.cutOff("connection refused")).isPositive();
      assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.HELD);
      here.cutOff(false);
      assertThat(states.reached()).isPositive();
      assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    }
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void aHiccupIsNoReasonToHold() {
    var desk = new Desk(1);
    assertThat(desk.troubledFor(AT_ONCE)).isFalse();
    assertThat(desk.trouble(Duration.ofMillis(1), "refused")).isTrue();
    assertThat(desk.troubledFor(AT_ONCE)).isTrue();
    assertThat(desk.troubledFor(Duration.ofMillis(1))).isFalse();
    desk.fine();
    assertThat(desk.troubledFor(AT_ONCE)).isFalse();
  }

  @Test
  void restsAsLongAsTheRelaysSay() {
    var desk = new Desk(1);
    desk.trouble(Duration.ofMillis(50), "refused");
    assertThat(desk.resting()).isTrue();
    await().atMost(Duration.ofMillis(900)).until(() -> !desk.resting());
  }

  @Test
  void saysWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Breaker.Shares(0, 50, 50, 500, AT_ONCE))
        .withMessage(
            "Setting breaker.hard-failures: 0 is not between 1 and 100 of a hundred; 100 never stops.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Breaker.Shares(5, 50, 50, 1, AT_ONCE))
        .withMessageStartingWith("Setting breaker.deferrals-of: 1 is not between");
  }

  private void note(
      Breaker breaker, MailingId mailing, int times, DeliveryState to, Verdict.Besides besides) {
    var verdict = new Verdict(to, besides, "as it went");
    IntStream.range(0, times).forEach(_ -> breaker.note(row(mailing, 0), verdict));
  }

  private Breaker breaker(int hard, int atLeast, int off, int of, Duration down) {
    var shares = new Breaker.Shares(hard, atLeast, off, of, down);
    return new Breaker(states, new Breaker.BreakerSettings(shares));
  }

  /// A mailing without recipients is finished at once; a test says that it is under way.
  private void released(MailingId mailing) {
    jdbc.sql("update mailing set state = 'SENDING' where id = :id")
        .param("id", mailing.value())
        .update();
  }

  private static Recipient row(MailingId mailing, int attempts) {
    return new Recipient(1, mailing, UUID.randomUUID(), "a@b.example", 1, null, attempts);
  }
}
