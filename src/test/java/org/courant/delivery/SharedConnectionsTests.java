package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.SENT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.courant.CourantTest;
import org.courant.smtp.RelayHealth;
import org.courant.smtp.Relays;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Two nodes whose relay takes so many connections of both together.
@CourantTest
@ExtendWith(OutputCaptureExtension.class)
class SharedConnectionsTests extends Fixture {
  /// How many connections both had open, each time a message began.
  private final List<Integer> open = new CopyOnWriteArrayList<>();

  private final List<Relays> both = new CopyOnWriteArrayList<>();

  @Test
  void bothTogetherOpenNoMoreThanTheCapAndWhatIsUnderWayIsNotCut() throws Exception {
    var mailing = mailing(PacedSendingTests.readers(2_400, fresh("capped") + ".example"));
    var putOff = new ArrayList<Long>();
    try (var relay = new ScriptedRelay(this::counting)) {
      var here = relays(relay);
      var there = relays(relay);
      try (var _ = sending(here, cap(relay, 6))) {
        await().until(() -> relay.accepted().size() > 100 && connections(here) == 6);
        try (var _ = sending(there, cap(relay, 6))) {
          await().until(() -> connections(there) == 3 && connections(here) == 3);
          await()
              .until(
                  () -> {
                    putOff.add(mailings.progress(mailing).count(DEFERRED));
                    return mailings.progress(mailing).count(SENT) == 2_400;
                  });
        }
      }
      assertThat(relay.accepted()).hasSize(2_400).doesNotHaveDuplicates();
    }
    assertThat(putOff).containsOnly(0L);
    assertThat(open).contains(6).allMatch(connections -> connections <= 6);
  }

  @Test
  void withOneConnectionForBothOneSendsAndTheOtherTakesOverWhenItEnds(CapturedOutput output)
      throws Exception {
    var mailing = mailing(PacedSendingTests.readers(500, fresh("one") + ".example"));
    try (var relay = new ScriptedRelay(this::counting)) {
      var here = relays(relay);
      var there = relays(relay);
      var first = sending(here, cap(relay, 1));
      try {
        await().until(() -> connections(here) == 1);
        try (var second = sending(there, cap(relay, 1))) {
          await().until(() -> relay.accepted().size() > 100);
          await()
              .during(Duration.ofSeconds(2))
              .atMost(Duration.ofSeconds(4))
              .until(() -> connections(there) == 0 && blocks(second) == 0);
          first.close();
          await().until(() -> mailings.progress(mailing).count(SENT) == 500);
          assertThat(there.health().getFirst().accepted()).isPositive();
        }
      } finally {
        first.close();
      }
    }
    assertThat(open).allMatch(connections -> connections <= 1);
    assertThat(output).doesNotContain("Sending waits");
  }

  /// What it holds and cannot send.
  private long blocks(Sending node) {
    return jdbc.sql("select count(*) from delivery_block where owner = :node")
        .param("node", node.node())
        .query(Long.class)
        .single();
  }

  /// A relay that takes its time, so that both have something to do.
  private @org.jspecify.annotations.Nullable String counting(Stage stage, String address) {
    if (stage == Stage.MAIL) {
      open.add(both.stream().mapToInt(SharedConnectionsTests::connections).sum());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return null;
  }

  private Relays relays(ScriptedRelay relay) {
    var relays = relay.relays(6, 10_000);
    both.add(relays);
    return relays;
  }

  private static int connections(Relays relays) {
    return relays.health().stream().mapToInt(RelayHealth::open).sum();
  }

  private static Map<String, String> cap(ScriptedRelay relay, int connections) {
    return Map.of(
        "relays[0].name",
        "127.0.0.1:" + relay.port(),
        "relays[0].connections",
        String.valueOf(connections));
  }
}
