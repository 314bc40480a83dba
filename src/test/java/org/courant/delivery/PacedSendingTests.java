package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.courant.smtp.RelayHealth;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What arrives at a relay while limits hold, as it counts it.
@CourantTest
class PacedSendingTests extends Fixture {
  private final String slow = fresh("slow") + ".example";
  private final String fast = fresh("fast") + ".example";

  @Test
  void twoNodesTogetherKeepToTheRateOfAll() throws Exception {
    var mailing = mailing(readers(30, fast));
    var seconds = new ConcurrentHashMap<Long, Integer>();
    var clock = org.courant.pacing.PaceForTests.running(this.clock);
    try (var relay =
            new ScriptedRelay(
                (stage, _) -> {
                  if (stage == Stage.MAIL) {
                    seconds.merge(clock.instant().getEpochSecond(), 1, Integer::sum);
                  }
                  return null;
                });
        var _ = sending(relay.relays(2, 1_000), Map.of("rate", "8"));
        var _ = sending(relay.relays(2, 1_000), Map.of("rate", "8"))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> mailings.progress(mailing).count(SENT) == 30);
      assertThat(relay.accepted()).hasSize(30).doesNotHaveDuplicates();
    }
    // A message may be granted in one second and begin in the next.
    assertThat(seconds.size()).isGreaterThanOrEqualTo(4);
    var sums = seconds.values().stream().mapToInt(Integer::intValue);
    assertThat(sums.max().orElse(0)).isLessThanOrEqualTo(16);
  }

  @Test
  void aDomainThatHasHadItsShareStaysBehindUnwrittenAndTheOthersGoOn() throws Exception {
    var readers = new ArrayList<String>();
    readers.addAll(readers(40, slow));
    readers.addAll(readers(40, fast));
    java.util.Collections.shuffle(readers, new java.util.Random(7));
    var mailing = mailing(readers);
    var claimed = claims(mailing);
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ =
            sending(
                relay.relays(2, 1_000), Map.of("domains[0].names", slow, "domains[0].rate", "2"))) {
      await().until(() -> arrived(relay, fast) == 40);
      assertThat(arrived(relay, slow)).isLessThan(20);
      await().atMost(Duration.ofSeconds(5)).until(() -> arrived(relay, slow) >= 6);
    }
    var counts = mailings.progress(mailing).counts();
    assertThat(counts.keySet()).containsExactlyInAnyOrder(SENT, PENDING);
    // Blocks with nothing to send are not claimed again and again.
    assertThat(claims(mailing) - claimed).isLessThan(80);
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void aBlockOfWhichRowsStayBehindIsNotClaimedBeforeItsTimeUnlessAPersonLetsADomainGo()
      throws Exception {
    var mailing = mailing(readers(3, slow));
    var now = clock.instant();
    var hour = now.plusSeconds(3_600);
    try (var node = Node.join(database)) {
      var block = claims.claim(mailing, node.id(), 1, now, hour).getFirst();
      claims.stayBehind(node.id(), block.mark(), now.plusSeconds(30));
      claims.release(node.id(), List.of(block));
      assertThat(claims.claim(mailing, node.id(), 1, now.plusSeconds(29), hour)).isEmpty();
      var again = claims.claim(mailing, node.id(), 1, now.plusSeconds(30), hour).getFirst();
      claims.stayBehind(node.id(), again.mark(), now.plusSeconds(60));
      claims.release(node.id(), List.of(again));
      states.lookAgain();
      assertThat(claims.claim(mailing, node.id(), 1, now.plusSeconds(31), hour)).hasSize(1);
    }
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void noMoreLinesCarryADomainThanItsCap() throws Exception {
    var mailing = mailing(readers(700, slow));
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    ScriptedRelay.Script counting =
        (stage, _) -> {
          if (stage == Stage.MAIL) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
          } else if (stage == Stage.FINAL_DOT) {
            now.decrementAndGet();
          }
          return null;
        };
    try (var relay = new ScriptedRelay(counting);
        var _ =
            sending(
                relay.relays(6, 1_000),
                Map.of("domains[0].names", slow, "domains[0].connections", "2"))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> mailings.progress(mailing).count(SENT) == 700);
    }
    assertThat(most).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void aWarmUpsDayIsKeptAndTheOtherRelayDoesTheRest() throws Exception {
    var mailing = mailing(readers(1_000, fast));
    try (var young = new ScriptedRelay((_, _) -> null);
        var old = new ScriptedRelay((_, _) -> null);
        var _ =
            sending(
                org.courant.smtp.RelaysForTests.two(1_000, young.port(), old.port()),
                Map.of(
                    "relays[0].name",
                    "127.0.0.1:" + young.port(),
                    "relays[0].warm-up.from",
                    today(),
                    "relays[0].warm-up.first-day",
                    "7"))) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> young.accepted().size() == 7 && old.accepted().size() > 200);
      assertThat(young.accepted()).hasSize(7);
    }
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void saysThatAWarmUpIsUsedUpAndTakesNoRelayForDown(CapturedOutput output) throws Exception {
    var mailing = mailing(readers(20, fast));
    try (var relay = new ScriptedRelay((_, _) -> null)) {
      var name = "127.0.0.1:" + relay.port();
      var relays = relay.relays(2, 1_000);
      var tomorrow = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
      var warmUp =
          Map.of(
              "relays[0].name",
              name,
              "relays[0].warm-up.from",
              tomorrow.toString().substring(0, 10),
              "relays[0].warm-up.first-day",
              "7");
      var shares = new DeliverySettings.Shares(5, 50, 50, 20, Duration.ofSeconds(1));
      var settings = new DeliverySettings(settings(4).delivery(), shares);
      try (var _ = sending(relays, warmUp, settings)) {
        await().until(() -> mailings.progress(mailing).state() == MailingState.HELD);
        var why = name + ": its warm-up's messages of today are used up; it goes on at " + tomorrow;
        assertThat(mailings.reason(mailing)).contains("no relay takes mail now: " + why);
        assertThat(output).contains("nothing is lost: " + why, "relay takes mail, and then go on");
        assertThat(relays.health().getFirst())
            .matches(health -> health.state() == RelayHealth.State.UP && health.accepted() == 7);
        // What is claimed goes back a moment later.
        await()
            .until(
                () -> mailings.progress(mailing).counts().equals(Map.of(SENT, 7L, PENDING, 13L)));
      }
    }
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  private String today() {
    return clock.instant().atOffset(java.time.ZoneOffset.UTC).toLocalDate().toString();
  }

  static long arrived(ScriptedRelay relay, String domain) {
    return relay.accepted().stream().filter(m -> m.to().endsWith(domain)).count();
  }

  private long claims(MailingId mailing) {
    return jdbc.sql("select sum(claim) from delivery_block where mailing_id = :id")
        .param("id", mailing.value())
        .query(Long.class)
        .single();
  }

  static List<String> readers(int number, String domain) {
    return IntStream.range(0, number).mapToObj(i -> "r" + i + "@" + domain).toList();
  }
}
