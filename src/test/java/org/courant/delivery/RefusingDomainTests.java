package org.courant.delivery;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.PacedSendingTests.arrived;
import static org.courant.delivery.PacedSendingTests.readers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.courant.CourantTest;
import org.courant.message.MailingId;
import org.courant.pacing.DomainStates;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What servers do about a domain that refuses our mail, and when it may have mail again.
@CourantTest
class RefusingDomainTests extends Fixture {
  @Autowired private DomainStates domains;
  private final String slow = fresh("slow") + ".example";
  private final String fast = fresh("fast") + ".example";

  @Test
  void aRefusalPausesTheDomainAndTheRestIsNotTried() throws Exception {
    var readers = new ArrayList<>(readers(30, slow));
    readers.addAll(readers(20, fast));
    var mailing = mailing(readers);
    try (var relay =
            new ScriptedRelay(
                (stage, to) ->
                    stage == Stage.RCPT && to.endsWith(slow) ? "550 5.7.1 not from you" : null);
        var _ = sending(relay.relays(1, 1_000), Map.of())) {
      await().until(() -> arrived(relay, fast) == 20);
      await().until(() -> mailings.progress(mailing).count(SENT) == 20);
      assertThat(relay.commands())
          .filteredOn(c -> c.startsWith("RCPT") && c.contains(slow))
          .hasSize(1);
    }
    // One was refused, and the rest of its window was marked already; all others are as they were.
    assertThat(mailings.progress(mailing).counts())
        .isEqualTo(Map.of(SENT, 20L, DEFERRED, 4L, PENDING, 26L));
    assertThat(domains.all()).filteredOn(d -> d.domain().equals(slow)).hasSize(1);

    assertThat(domains.resume(slow)).isTrue();
    states.lookAgain();
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(1, 1_000), Map.of())) {
      await().until(() -> mailings.progress(mailing).count(SENT) == 46);
    }
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void whatWaitsForADomainGoesWhenARunningServerSeesThatAPersonLetItGo() throws Exception {
    var mailing = mailing(readers(60, slow));
    var refusing = new AtomicBoolean(true);
    try (var relay =
            new ScriptedRelay(
                (stage, _) ->
                    stage == Stage.RCPT && refusing.get() ? "550 5.7.1 not from you" : null);
        var _ = sending(relay.relays(2, 1_000), Map.of())) {
      await().until(() -> due(mailing) == 0);
      var pending = mailings.progress(mailing).count(PENDING);
      assertThat(pending).isGreaterThan(50);
      refusing.set(false);
      assertThat(domains.resume(slow)).isTrue();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> mailings.progress(mailing).count(SENT) == pending);
    }
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  /// Blocks that are held or may be claimed now.
  private long due(MailingId mailing) {
    return jdbc.sql(
            """
            select count(*) from delivery_block
            where mailing_id = :id and (owner is not null or not_before is null and due_at <= :now)
            """)
        .param("id", mailing.value())
        .param("now", clock.instant().atOffset(UTC))
        .query(Long.class)
        .single();
  }
}
