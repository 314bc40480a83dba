package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.MailAddress;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What an operator reads, and what readers lose, when relays refuse, drop and go away: little, and
/// nothing.
@CourantTest
@ExtendWith(OutputCaptureExtension.class)
class RefusalTests extends Fixture {

  @Test
  void tellsHowManyWerePutOffInOneLine(CapturedOutput output) throws Exception {
    var mailing = readers(300, "put-off");
    try (var relay =
            new ScriptedRelay((stage, _) -> stage == Stage.RCPT ? "451 4.3.0 greylisted" : null);
        var _ = sending(relay.relays(2, 1_000))) {
      await().until(() -> mailings.progress(mailing).count(DEFERRED) == 300);
    }
    var lines = lines(output, mailing, "451 4.3.0 greylisted");
    assertThat(lines).hasSizeBetween(1, 3);
    assertThat(lines.getFirst()).contains(" messages put off, and tried again later; the last");
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void tellsHowManyDomainsRefuseUsInOneLine(CapturedOutput output) throws Exception {
    var d = fresh("refused") + ".example";
    var mailing = mailing(IntStream.range(0, 100).mapToObj(i -> "r@d" + i + "." + d).toList());
    try (var relay =
            new ScriptedRelay((stage, _) -> stage == Stage.RCPT ? "550 5.7.1 not from you" : null);
        var _ = sending(relay.relays(2, 1_000))) {
      await().until(() -> mailings.progress(mailing).count(DEFERRED) == 100);
    }
    var lines = lines(output, mailing, "550 5.7.1 not from you");
    assertThat(lines).hasSizeBetween(1, 3);
    assertThat(lines.getFirst()).contains("because we are refused", "and others");
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void tellsWhatAPersonMustDecide(CapturedOutput output) throws Exception {
    var mailing = readers(1, "unknown");
    try (var relay =
            new ScriptedRelay((stage, _) -> stage == Stage.FINAL_DOT ? ScriptedRelay.DROP : null);
        var _ = sending(relay.relays(1, 100))) {
      await().until(() -> mailings.settled(mailing));
    }
    assertThat(lines(output, mailing, "deliveries resolve --mailing")).hasSize(1);
  }

  @Test
  void countsAsWaitingWhatIsNotKnownToHaveLeft() throws Exception {
    var mailing = readers(3, "transit");
    var before = claims.waiting();
    var now = clock.instant();
    try (var node = Node.join(database)) {
      var block = claims.claim(mailing, node.id(), 1, now, now.plusSeconds(60)).getFirst();
      assertThat(exchange(transits, node, block, now)).hasSize(3);
      assertThat(claims.waiting()).isEqualTo(before);
      assertThat(before).isGreaterThanOrEqualTo(3);
    }
    mailings.cancel(mailing, "the test is over", now);
  }

  @Test
  void namesARelayThatIsDownOnceAndGoesOnWhenItIsBack(CapturedOutput output) throws Exception {
    var mailing = readers(100, "down");
    int port;
    try (var relay = new ScriptedRelay((_, _) -> null)) {
      port = relay.port();
    }
    try (var _ = sending(relays(port))) {
      await().during(Duration.ofSeconds(4)).until(() -> true);
    }
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(PENDING, 100L));
    assertThat(attempts(mailing)).isZero();
    assertThat(output.toString().lines().filter(line -> line.contains("127.0.0.1:" + port)))
        .singleElement()
        .asString()
        .contains("nothing is lost", "messages that wait: ");

    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(2, 100))) {
      await().until(() -> mailings.progress(mailing).count(SENT) == 100);
    }
  }

  @Test
  void losesNobodyToARelayThatDropsEveryConnectionAfterAFewMessages() throws Exception {
    var mailing = readers(12, "dropping");
    var seen = new AtomicInteger();
    try (var relay =
            new ScriptedRelay(
                (stage, _) ->
                    stage == Stage.RCPT && seen.incrementAndGet() == 5
                        ? ScriptedRelay.DROP
                        : null);
        var _ = sending(relay.relays(1, 100))) {
      await().until(() -> mailings.settled(mailing));
      assertThat(relay.accepted()).doesNotHaveDuplicates().hasSizeBetween(4, 11);
      assertThat(mailings.progress(mailing).count(SENT)).isEqualTo(relay.accepted().size());
    }
    assertThat(mailings.progress(mailing).count(SENT) + mailings.progress(mailing).count(DEFERRED))
        .isEqualTo(12);
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void givesUpAMailboxThatWasFullForWeeks() throws Exception {
    var address = fresh("full") + "@soft.example";
    var reader = UUID.randomUUID();
    var now = clock.instant();
    assertThat(failsSoftly(address, reader, now.minus(Duration.ofDays(21)))).isFalse();
    assertThat(failsSoftly(address, reader, now.minus(Duration.ofDays(14)))).isFalse();
    assertThat(failsSoftly(address, reader, now)).isTrue();
  }

  @Test
  void forgivesAMailboxThatWasFullAndThenTookAMail() throws Exception {
    var address = fresh("forgiven") + "@soft.example";
    var reader = UUID.randomUUID();
    var now = clock.instant();
    assertThat(failsSoftly(address, reader, now.minus(Duration.ofDays(28)))).isFalse();
    assertThat(failsSoftly(address, reader, now.minus(Duration.ofDays(21)))).isFalse();
    settled(address, reader, now.minus(Duration.ofDays(14)), SENT, Verdict.Besides.NOTHING);
    assertThat(failsSoftly(address, reader, now)).isFalse();
  }

  @Test
  void keepsAMailboxThatFailedOftenInAFewDays() throws Exception {
    var address = fresh("busy") + "@soft.example";
    var reader = UUID.randomUUID();
    for (int day = 0; day < 5; day++) {
      assertThat(failsSoftly(address, reader, clock.instant().plus(Duration.ofDays(day))))
          .isFalse();
    }
  }

  /// True when the address is suppressed by it.
  private boolean failsSoftly(String address, UUID reader, Instant at) throws Exception {
    settled(address, reader, at, FAILED, Verdict.Besides.SOFT);
    return suppressions.covers(keys.of(MailAddress.parse(address)), "weekly");
  }

  private void settled(
      String address, UUID reader, Instant at, DeliveryState to, Verdict.Besides besides)
      throws Exception {
    var mailing = mailing(List.of(address));
    jdbc.sql("update delivery set recipient = :reader, state = 'PENDING' where mailing_id = :id")
        .param("reader", reader)
        .param("id", mailing.value())
        .update();
    try (var node = Node.join(database)) {
      var now = clock.instant();
      var block = claims.claim(mailing, node.id(), 1, now, now.plusSeconds(60)).getFirst();
      assertThat(exchange(transits, node, block, now)).hasSize(1);
      var result = Result.of(block.rows().getFirst(), to, "as it went", null, besides);
      assertThat(transits.settle(node.id(), account(block, result), at)).isEqualTo(1);
    }
  }

  private MailingId readers(int number, String what) {
    var d = fresh(what) + ".example";
    return mailing(IntStream.range(0, number).mapToObj(i -> "r" + i + "@" + d).toList());
  }

  private List<String> lines(CapturedOutput output, MailingId mailing, String text) {
    var name = mailings.progress(mailing).mailing();
    return output
        .toString()
        .lines()
        .filter(line -> line.contains(name) && line.contains(text))
        .toList();
  }

  private long attempts(MailingId id) {
    return jdbc.sql("select sum(attempts) from delivery where mailing_id = :id")
        .param("id", id.value())
        .query(Long.class)
        .single();
  }
}
