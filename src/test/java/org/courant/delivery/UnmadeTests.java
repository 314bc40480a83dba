package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.courant.CourantTest;
import org.courant.message.Filling;
import org.courant.message.MailingId;
import org.courant.message.RecipientTokens;
import org.courant.message.Samples;
import org.courant.smtp.Relays;
import org.courant.smtp.ScriptedRelay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.QueryTimeoutException;

/// Messages that cannot be made: nobody is lost or tried again and again, and an operator reads one
/// line.
@CourantTest
@ExtendWith(OutputCaptureExtension.class)
class UnmadeTests extends Fixture {

  @Test
  void aMailingWhoseTemplateIsMissingPausesAndSaysWhy(CapturedOutput output) throws Exception {
    var mailing = mailing(PacedSendingTests.readers(300, fresh("missing") + ".example"));
    jdbc.sql("delete from message_template where mailing_id = :id")
        .param("id", mailing.value())
        .update();
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(2, 1_000))) {
      await().until(() -> mailings.progress(mailing).state() == MailingState.PAUSED);
      await()
          .until(() -> mailings.settled(mailing) || mailings.progress(mailing).count(PENDING) > 0);
    }
    assertThat(mailings.reason(mailing))
        .contains("its messages cannot be made: could not be made: template 1 is missing");
    assertThat(mailings.progress(mailing).count(DEFERRED)).isBetween(10L, 30L);
    assertThat(mailings.progress(mailing).holds()).isTrue();
    assertThat(soonest(mailing)).isAfterOrEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    assertThat(told(output, mailing, "cannot make them")).isBetween(1L, 3L);
    assertThat(output).doesNotContain("NoSuchElementException", "\tat org.courant.delivery");
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void aFewThatCannotBeMadeStopNobodyElsesMail() throws Exception {
    var mailing = mailing(PacedSendingTests.readers(300, fresh("few") + ".example"));
    jdbc.sql(
            """
            update delivery set variant = 2
            where mailing_id = :id and (address like 'r200@%' or address like 'r201@%')
            """)
        .param("id", mailing.value())
        .update();
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(2, 1_000))) {
      await().until(() -> mailings.settled(mailing));
    }
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(SENT, 298L, DEFERRED, 2L));
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void aFaultOfOursFailsNoReader() throws Exception {
    var mailing = mailing(PacedSendingTests.readers(20, fresh("ours") + ".example"));
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = failing(relay.relays(1, 1_000), new IllegalArgumentException("no key"))) {
      await().until(() -> mailings.progress(mailing).state() == MailingState.PAUSED);
    }
    assertThat(mailings.progress(mailing).counts().keySet()).isSubsetOf(DEFERRED, PENDING);
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void aDatabaseThatIsAwayPausesNothing(CapturedOutput output) throws Exception {
    var mailing = mailing(PacedSendingTests.readers(100, fresh("away") + ".example"));
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = failing(relay.relays(1, 1_000), new QueryTimeoutException("it is away"))) {
      await().until(() -> mailings.settled(mailing));
    }
    assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(DEFERRED, 100L));
    assertThat(told(output, mailing, "it is away")).isBetween(1L, 3L);
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void anAnswerIsKnownThoughNotAllCanHearOfIt() throws Exception {
    var mailing = mailing(PacedSendingTests.readers(5, fresh("heard") + ".example"));
    var deaf =
        new Breaker(jdbc, states, settings(4)) {
          @Override
          void note(Recipient row, Verdict verdict) {
            throw new IllegalStateException("it hears nothing");
          }
        };
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(1, 100), Samples.filling(beans), deaf)) {
      await().until(() -> mailings.settled(mailing));
    }
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(SENT, 5L));
  }

  /// Whoever makes the readers' links fails.
  private Sending failing(Relays relays, RuntimeException problem) {
    RecipientTokens tokens =
        (_, _) -> {
          throw problem;
        };
    return sending(relays, Samples.filling(beans, tokens), new Breaker(jdbc, states, settings(4)));
  }

  private Sending sending(Relays relays, Filling filling, Breaker breaker) {
    var settings = settings(4);
    var dispatch = new Dispatch(filling, signer, pacing, breaker, refusals, settings);
    return Sending.start(
        new Sending.Parts(
            database, claims, transits, dispatch, states, upkeep, relays, clock, settings));
  }

  private Instant soonest(MailingId mailing) {
    return jdbc.sql(
            "select min(due_at) from delivery where mailing_id = :id and state = 'DEFERRED'")
        .param("id", mailing.value())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private long told(CapturedOutput output, MailingId mailing, String text) {
    var name = mailings.progress(mailing).mailing();
    return output.toString().lines().filter(l -> l.contains(name) && l.contains(text)).count();
  }
}
