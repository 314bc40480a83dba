package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.SENT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.MailingId;
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
    var mailing = one();
    var breaker = new Breaker(jdbc, states, breaker(5, 50, 50, 10, AT_ONCE));
    var again = new Verdict(DEFERRED, Verdict.Besides.NOTHING, "452 4.2.2 full");
    IntStream.range(0, 100).forEach(_ -> breaker.note(row(mailing, 1), again));
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    IntStream.range(0, 10).forEach(_ -> breaker.note(row(mailing, 0), again));
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.PAUSED);
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void doesNotStopAMailingForAFewFailuresNorForFullOrBusyMailboxes() {
    var mailing = one();
    var breaker = new Breaker(jdbc, states, breaker(5, 50, 50, 10, AT_ONCE));
    note(breaker, mailing, 49, FAILED, Verdict.Besides.SUPPRESS);
    note(breaker, mailing, 200, FAILED, Verdict.Besides.SOFT);
    note(breaker, mailing, 951, SENT, Verdict.Besides.NOTHING);
    // That is 60 of 1,211, below a twentieth.
    note(breaker, mailing, 11, FAILED, Verdict.Besides.SUPPRESS);
    note(breaker, mailing, 100, DEFERRED, Verdict.Besides.CONNECTION);
    breaker.look();
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    note(breaker, mailing, 1, FAILED, Verdict.Besides.SUPPRESS);
    breaker.look();
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.PAUSED);
    // Whoever lets it go on begins anew.
    assertThat(states.resume(mailing, clock.instant())).isTrue();
    note(breaker, mailing, 49, FAILED, Verdict.Besides.SUPPRESS);
    breaker.look();
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void judgesByWhatAllNodesHeardHoweverOftenTheyStartAnew() {
    var mailing = one();
    var settings = breaker(5, 50, 50, 100, AT_ONCE);
    for (var node = 1; node < 6; node++) {
      var breaker = new Breaker(jdbc, states, settings);
      note(breaker, mailing, 150, SENT, Verdict.Besides.NOTHING);
      note(breaker, mailing, 9, FAILED, Verdict.Besides.SUPPRESS);
      breaker.look();
      assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    }
    var last = new Breaker(jdbc, states, settings);
    note(last, mailing, 5, FAILED, Verdict.Besides.SUPPRESS);
    last.look();
    assertThat(mailings.reason(mailing).orElseThrow())
        .startsWith("50 of 800 addresses do not exist");
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void theRecentFirstTriesCountHoweverManyWereTakenBefore() {
    var mailing = one();
    var breaker = new Breaker(jdbc, states, breaker(5, 50, 50, 100, AT_ONCE));
    note(breaker, mailing, 5_000, SENT, Verdict.Besides.NOTHING);
    breaker.look();
    note(breaker, mailing, 60, DEFERRED, Verdict.Besides.NOTHING);
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    note(breaker, mailing, 20, DEFERRED, Verdict.Besides.NOTHING);
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.PAUSED);
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void saysWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeliverySettings.Shares(0, 50, 50, 500, AT_ONCE))
        .withMessage(
            "Setting breaker.hard-failures: 0 is not between 1 and 100 of a hundred; 100 never stops.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeliverySettings.Shares(5, 50, 50, 1, AT_ONCE))
        .withMessageStartingWith("Setting breaker.deferrals-of: 1 is not between");
  }

  private void note(
      Breaker breaker, MailingId mailing, int times, DeliveryState to, Verdict.Besides besides) {
    var verdict = new Verdict(to, besides, "as it went");
    IntStream.range(0, times).forEach(_ -> breaker.note(row(mailing, 0), verdict));
  }

  private static DeliverySettings breaker(int hard, int atLeast, int off, int of, Duration down) {
    var shares = new DeliverySettings.Shares(hard, atLeast, off, of, down);
    return new DeliverySettings(settings(4).delivery(), shares);
  }

  private MailingId one() {
    return mailing(List.of("reader@" + fresh("one") + ".example"));
  }

  private static Recipient row(MailingId mailing, int attempts) {
    return new Recipient(1, mailing, UUID.randomUUID(), "a@b.example", 1, null, attempts);
  }
}
