package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.courant.CourantTest;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.courant.smtp.RelayHealth;
import org.courant.smtp.RelaysForTests;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// When mailings wait for a relay, and when they do not.
@CourantTest
@ExtendWith(OutputCaptureExtension.class)
class OutageTests extends Fixture {
  private static final Duration AT_ONCE = Duration.ZERO;

  @Test
  void aRelayThatIsThereAndTakesNothingHoldsNothing() throws Exception {
    var mailing = mailing(PacedSendingTests.readers(200, fresh("busy") + ".example"));
    try (var relay =
            new ScriptedRelay((stage, _) -> stage == Stage.MAIL ? "451 4.3.0 overloaded" : null);
        var _ = sending(relay.relays(1, 100), Map.of(), breaker(5, 50, 50, 20, AT_ONCE))) {
      await()
          .during(Duration.ofSeconds(12))
          .atMost(Duration.ofSeconds(20))
          .until(() -> mailings.progress(mailing).state() == MailingState.SENDING);
      assertThat(relay.commands().stream().filter(c -> c.startsWith("MAIL")).count())
          .isBetween(2L, 10L);
    }
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void aDomainThatAsksForLessKeepsNoOtherFromItsMail(CapturedOutput output) throws Exception {
    var busy = fresh("busy") + ".example";
    var readers = new ArrayList<>(PacedSendingTests.readers(20, busy));
    readers.addAll(PacedSendingTests.readers(60, fresh("quiet") + ".example"));
    ScriptedRelay.Script script =
        (stage, to) ->
            stage == Stage.RCPT && to.endsWith(busy) ? "421 4.7.0 too much for us" : null;
    var mailing = mailing(readers);
    try (var relay = new ScriptedRelay(script)) {
      var relays = relay.relays(1, 1);
      try (var _ = sending(relays, Map.of(), breaker(5, 50, 50, 100, AT_ONCE))) {
        await().until(() -> mailings.progress(mailing).count(SENT) == 60);
        assertThat(mailings.progress(mailing).state()).isEqualTo(MailingState.SENDING);
        assertThat(relays.health().getFirst().state()).isEqualTo(RelayHealth.State.UP);
      }
    }
    assertThat(output).doesNotContain("Sending waits");
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void whileOneRelayTakesNothingTheOtherDoesTheWork(CapturedOutput output) throws Exception {
    var mailing = mailing(PacedSendingTests.readers(300, fresh("two") + ".example"));
    try (var full =
            new ScriptedRelay((s, _) -> s == Stage.MAIL ? "452 4.3.1 storage is full" : null);
        var well = new ScriptedRelay((_, _) -> null)) {
      var relays = RelaysForTests.two(100, full.port(), well.port());
      try (var _ = sending(relays)) {
        await()
            .until(
                () -> {
                  var now = mailings.progress(mailing);
                  return now.count(SENT) + now.count(DEFERRED) == 300;
                });
      }
      assertThat(well.accepted()).hasSizeGreaterThan(150);
      assertThat(relays.health().getFirst().problem()).contains("storage is full");
    }
    assertThat(output)
        .contains("A relay rests, and the others do its work", "storage is full")
        .doesNotContain("Sending waits");
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void whatAPersonLetsGoIsHeldAgainWhereThereIsNoRelay() throws Exception {
    var mailing = one();
    try (var _ = sending(RelaysForTests.none())) {
      await().until(() -> mailings.progress(mailing).state() == MailingState.HELD);
      assertThat(states.resume(mailing, clock.instant())).isTrue();
      await().until(() -> mailings.progress(mailing).state() == MailingState.HELD);
    }
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
      // What is claimed goes back a moment later.
      await().until(() -> mailings.progress(mailing).counts().equals(Map.of(PENDING, 20L)));
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
    var mailing = one();
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
  void onlyConnectionsThatCannotBeOpenedAreAReasonToHold() {
    var outage = new Outage(states, RelaysForTests.none(), AT_ONCE);
    assertThat(outage.unreachedFor(AT_ONCE)).isFalse();
    assertThat(outage.unreached(Duration.ofMillis(1), "refused")).isTrue();
    assertThat(outage.unreachedFor(AT_ONCE)).isTrue();
    assertThat(outage.unreachedFor(Duration.ofMillis(1))).isFalse();
    outage.reached();
    assertThat(outage.unreachedFor(AT_ONCE)).isFalse();
    await().until(() -> !outage.resting());
    outage.trouble("451 4.3.0 overloaded");
    assertThat(outage.resting()).isTrue();
    assertThat(outage.unreachedFor(AT_ONCE)).isFalse();
    outage.fine();
    assertThat(outage.resting()).isFalse();
  }

  @Test
  void restsAsLongAsTheRelaysSay() {
    var outage = new Outage(states, RelaysForTests.none(), AT_ONCE);
    outage.unreached(Duration.ofMinutes(1), "refused");
    // Without their word it would be a second.
    await().during(Duration.ofMillis(1_500)).until(outage::resting);
  }

  private static DeliverySettings breaker(int hard, int atLeast, int off, int of, Duration down) {
    var shares = new DeliverySettings.Shares(hard, atLeast, off, of, down);
    return new DeliverySettings(settings(4).delivery(), shares);
  }

  private MailingId one() {
    return mailing(List.of("reader@" + fresh("one") + ".example"));
  }
}
