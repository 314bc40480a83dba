package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.UNCERTAIN;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.courant.CourantTest;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;

@CourantTest
class TranscriptTests extends Fixture {
  private final String d = fresh("talk") + ".example";

  @Test
  void keepsWhatWasSaidOfWhatWasNotTakenAndNothingElse() throws Exception {
    var answers =
        Map.of("gone@" + d, "550 5.1.1 no such reader", "full@" + d, "452 4.2.2 mailbox full");
    var lost = "lost@" + d;
    var script =
        (ScriptedRelay.Script)
            (stage, to) ->
                stage == Stage.FINAL_DOT && to.equals(lost)
                    ? ScriptedRelay.DROP
                    : stage == Stage.RCPT ? answers.get(to) : null;
    var mailing = mailing(List.of("fine@" + d, "full@" + d, "gone@" + d, lost));
    try (var relay = new ScriptedRelay(script);
        var _ = sending(relay.relays(1, 100))) {
      await().until(() -> mailings.settled(mailing));
    }
    assertThat(states(mailing))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("fine@" + d, SENT, "full@" + d, DEFERRED, "gone@" + d, FAILED, lost, UNCERTAIN));
    assertThat(talk(mailing, "fine@" + d)).isEmpty();
    // Its own talk and no other reader's, what is sent is not in it.
    assertThat(talk(mailing, "gone@" + d).orElseThrow())
        .contains("C: EHLO", "C: RCPT TO:<gone@" + d + ">", "S: 550 5.1.1 no such reader")
        .doesNotContain("fine@", "full@", "List-Unsubscribe");
    assertThat(talk(mailing, "full@" + d).orElseThrow()).contains("S: 452 4.2.2 mailbox full");
    assertThat(talk(mailing, lost).orElseThrow())
        .contains("the relay closed the connection at FINAL_DOT")
        .hasSizeLessThan(4_100);
  }

  @Test
  void forgetsItWhenTheMessageIsTakenLater() throws Exception {
    var reader = "later@" + d;
    var refusing = new AtomicBoolean(true);
    var script =
        (ScriptedRelay.Script)
            (stage, _) -> stage == Stage.RCPT && refusing.get() ? "451 4.3.0 not now" : null;
    var mailing = mailing(List.of(reader));
    try (var relay = new ScriptedRelay(script);
        var _ = sending(relay.relays(1, 100))) {
      await().until(() -> states(mailing).get(reader) == DEFERRED);
      assertThat(talk(mailing, reader)).isPresent();
      refusing.set(false);
      dueNow(mailing);
      await().until(() -> states(mailing).get(reader) == SENT);
    }
    assertThat(talk(mailing, reader)).isEmpty();
  }

  @Test
  void goesWithTheReadersAddressAndStaysAwayAfterwards() {
    var mailing = mailing(List.of("a@" + d, "b@" + d, "c@" + d));
    var now = clock.instant();
    try (var node = node()) {
      var block = claims.claim(mailing, node.id(), 1, now, now.plusSeconds(60)).getFirst();
      exchange(transits, node, block, now);
      var rows = block.rows();
      erase(mailing, "c@" + d);
      transits.settle(
          node.id(),
          account(block, failed(rows.get(0)), failed(rows.get(1)), failed(rows.get(2))),
          now);
    }
    assertThat(talks(mailing)).isEqualTo(2);
    erase(mailing, "a@" + d);
    assertThat(talks(mailing)).isEqualTo(1);
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("delete from delivery where mailing_id = :id and address = :address")
              .param("id", mailing.value())
              .param("address", "b@" + d)
              .update();
          assertThat(talks(mailing)).isZero();
          status.setRollbackOnly();
        });
    jdbc.sql("update mailing set state = 'CANCELLED' where id = :id")
        .param("id", mailing.value())
        .update();
  }

  @Test
  void forgetsItWhenAPersonSaysThatTheMessageArrived() {
    var mailing = mailing(List.of("a@" + d));
    var now = clock.instant();
    try (var node = node()) {
      var block = claims.claim(mailing, node.id(), 1, now, now.plusSeconds(60)).getFirst();
      exchange(transits, node, block, now);
      var doubtful = Result.unknown(block.rows().getFirst(), "who knows");
      transits.settle(node.id(), account(block, talked(doubtful)), now);
    }
    assertThat(talks(mailing)).isEqualTo(1);
    states.resolve(mailing, SENT, now);
    assertThat(talks(mailing)).isZero();
  }

  private Node node() {
    try {
      return Node.join(database);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Result failed(Recipient row) {
    return talked(Result.of(row, FAILED, "554 no", null, Verdict.Besides.NOTHING));
  }

  private static Result talked(Result r) {
    var by = new Result.Handover("relay", 1, "S: 554 no");
    return new Result(
        r.id(), r.domain(), r.state(), r.answer(), null, true, r.besides(), false, by);
  }

  /// As whoever erases a reader does.
  private void erase(MailingId mailing, String address) {
    jdbc.sql(
            "update delivery set address = '', name = null where mailing_id = :id and address = :address")
        .param("id", mailing.value())
        .param("address", address)
        .update();
  }

  private void dueNow(MailingId mailing) {
    for (var table : List.of("delivery", "delivery_block")) {
      jdbc.sql("update " + table + " set due_at = :now where mailing_id = :id")
          .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
          .param("id", mailing.value())
          .update();
    }
  }

  private Optional<String> talk(MailingId mailing, String address) {
    return jdbc.sql(
            "select talk from delivery_known where mailing_id = :id and address = :address and talk is not null")
        .param("id", mailing.value())
        .param("address", address)
        .query(String.class)
        .optional();
  }

  /// Also those whose rows are gone.
  private long talks(MailingId mailing) {
    return jdbc.sql(
            """
            select count(*) from delivery_transcript t where t.delivery_id between
              (select first_id from delivery_block where mailing_id = :id)
              and (select last_id from delivery_block where mailing_id = :id)
            """)
        .param("id", mailing.value())
        .query(Long.class)
        .single();
  }
}
