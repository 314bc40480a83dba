package org.courant.delivery;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.CANCELLED;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.UNCERTAIN;

import com.icegreen.greenmail.util.GreenMail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.MailAddress;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class SendingTests extends Fixture {
  @Autowired private GreenMail greenMail;

  @Test
  void mailsEveryReaderOnceThroughARealServer() throws Exception {
    var domain = fresh("everyone") + ".example";
    var readers = IntStream.range(0, 50).mapToObj(i -> "r" + i + "@" + domain).toList();
    var mailing = mailing(readers);
    try (var _ = sending(relays(greenMail.getSmtp().getPort()))) {
      await().until(() -> mailings.progress(mailing).state() == MailingState.FINISHED);
    }
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(SENT, 50L));
    assertThat(greenMail.getReceivedMessagesForDomain(domain)).hasSize(50);
    var message = greenMail.getReceivedMessagesForDomain(readers.getFirst())[0];
    assertThat(message.getHeader("List-Unsubscribe-Post", null))
        .isEqualTo("List-Unsubscribe=One-Click");
    assertThat(message.getHeader("Return-Path", null))
        .contains("<bounce+")
        .contains("@courant.test>");
  }

  private record Case(String reader, String answer, DeliveryState state) {}

  @Test
  void givesEveryAnswerItsState() throws Exception {
    var d = fresh("answers") + ".example";
    var cases =
        List.of(
            new Case("ok@" + d, "250 2.1.5 ok", SENT),
            new Case("gone@" + d, "550 5.1.1 no such reader", FAILED),
            new Case("full@" + d, "452 4.2.2 mailbox full", DEFERRED),
            new Case("us@us." + d, "550 5.7.1 we do not know you", DEFERRED),
            new Case("odd@" + d, "500 5.5.2 what", FAILED));
    var answers = cases.stream().collect(toMap(Case::reader, Case::answer));
    var script = (ScriptedRelay.Script) (stage, to) -> stage == Stage.RCPT ? answers.get(to) : null;
    var mailing = mailing(List.copyOf(answers.keySet()));
    try (var relay = new ScriptedRelay(script);
        var _ = sending(relay.relays(2, 100))) {
      await().until(() -> mailings.settled(mailing));
    }
    assertThat(states(mailing)).isEqualTo(cases.stream().collect(toMap(Case::reader, Case::state)));
    assertThat(suppressed("gone@" + d)).isTrue();
    assertThat(suppressed("odd@" + d)).isFalse();
    assertThat(suppressed("us@us." + d)).isFalse();
  }

  @Test
  void knowsWhatALostConnectionLeftUnknown() throws Exception {
    var d = fresh("lost") + ".example";
    var script =
        (ScriptedRelay.Script)
            (stage, to) -> {
              var before = to.startsWith("before") && stage == Stage.DATA;
              var after = to.startsWith("after") && stage == Stage.FINAL_DOT;
              return before || after ? ScriptedRelay.DROP : null;
            };
    var mailing = mailing(List.of("after@" + d, "before@" + d, "fine@" + d));
    try (var relay = new ScriptedRelay(script);
        var _ = sending(relay.relays(1, 100))) {
      // What was not tried goes back and is due again half a minute later.
      await().until(() -> states(mailing).get("after@" + d) == UNCERTAIN);
      await().until(() -> mailings.settled(mailing));
      assertThat(relay.seen()).extracting(ScriptedRelay.Received::to).containsExactly("after@" + d);
    }
    assertThat(states(mailing))
        .isEqualTo(Map.of("after@" + d, UNCERTAIN, "before@" + d, DEFERRED, "fine@" + d, DEFERRED));
    assertThat(mailings.progress(mailing).holds()).isTrue();
  }

  @Test
  void sendsNothingMoreOfACancelledMailing() throws Exception {
    var d = fresh("cancelled") + ".example";
    var reached = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var script =
        (ScriptedRelay.Script)
            (stage, _) -> {
              if (stage == Stage.FINAL_DOT) {
                reached.countDown();
                waitFor(goOn);
              }
              return null;
            };
    var readers = IntStream.range(0, 40).mapToObj(i -> "r" + i + "@" + d).toList();
    var mailing = mailing(readers);
    try (var relay = new ScriptedRelay(script);
        var _ = sending(relay.relays(1, 100))) {
      reached.await();
      assertThat(mailings.cancel(mailing, "wrong issue", clock.instant())).isTrue();
      goOn.countDown();
      await().until(() -> mailings.settled(mailing));
      // No more than one connection's window was in transit.
      assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(SENT, 4L, CANCELLED, 36L));
      assertThat(relay.accepted()).hasSize(4);
    }
    assertThat(mailings.cancel(mailing, "again", clock.instant())).isFalse();
    assertThat(mailings.reason(mailing)).contains("wrong issue");
  }

  @Test
  void recordsWhatIsUnderWayWhenItIsToldToEnd() throws Exception {
    var d = fresh("stopped") + ".example";
    var reached = new CountDownLatch(1);
    var script =
        (ScriptedRelay.Script)
            (stage, _) -> {
              if (stage == Stage.FINAL_DOT) {
                reached.countDown();
              }
              return null;
            };
    var mailing = mailing(IntStream.range(0, 200).mapToObj(i -> "r" + i + "@" + d).toList());
    try (var relay = new ScriptedRelay(script)) {
      try (var _ = sending(relay.relays(2, 100))) {
        reached.await();
      }
      var progress = mailings.progress(mailing);
      assertThat(progress.count(SENT)).isEqualTo(relay.accepted().size());
      assertThat(progress.count(SENT) + progress.count(PENDING) + progress.count(DEFERRED))
          .isEqualTo(200);
      try (var _ = sending(relay.relays(2, 100))) {
        await().until(() -> mailings.progress(mailing).count(SENT) == 200);
      }
      assertThat(relay.accepted())
          .extracting(ScriptedRelay.Received::to)
          .doesNotHaveDuplicates()
          .hasSize(200);
    }
  }

  @Test
  void burnsNothingWhileTheRelayIsDown() throws Exception {
    var mailing = mailing(List.of("down@" + fresh("down") + ".example"));
    try (var _ = sending(relays(1))) {
      await()
          .during(Duration.ofMillis(300))
          .until(() -> mailings.progress(mailing).count(SENT) == 0);
    }
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(PENDING, 1L));
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void pausesAMailingWhoseContentIsRefused() throws Exception {
    var d = fresh("content") + ".example";
    var script =
        (ScriptedRelay.Script) (stage, _) -> stage == Stage.FINAL_DOT ? "554 5.6.0 broken" : null;
    var mailing = mailing(IntStream.range(0, 60).mapToObj(i -> "r" + i + "@" + d).toList());
    try (var relay = new ScriptedRelay(script);
        var _ = sending(relay.relays(1, 100))) {
      await().until(() -> mailings.progress(mailing).state() == MailingState.PAUSED);
    }
    assertThat(mailings.progress(mailing).count(FAILED)).isBetween(10L, 16L);
    assertThat(mailings.reason(mailing))
        .hasValueSatisfying(why -> assertThat(why).contains("5.6.0"));
    assertThat(suppressed("r0@" + d)).isFalse();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] key(String address) {
    return keys.of(MailAddress.parse(address));
  }

  private boolean suppressed(String address) {
    return suppressions.covers(key(address), "weekly");
  }
}
