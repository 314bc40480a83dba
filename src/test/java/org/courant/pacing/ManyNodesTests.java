package org.courant.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.smtp.RelayHealth;
import org.courant.smtp.RelayHealth.State;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Nodes that all do at once what they do.
@CourantTest
class ManyNodesTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @Autowired private ConnectionLeases leases;
  private final String relay = "relay-" + UUID.randomUUID() + ":25";
  private final RelayHealth health = new RelayHealth(relay, State.UP, 0, 9, 0, 0, null, null);

  @Test
  void nodesThatComeAndGoNeverHaveMoreThanTheCapTogether() throws Exception {
    var open = new AtomicInteger();
    var most = new AtomicInteger();
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 5).mapToObj(i -> nodes.submit(() -> live(i, open, most))).toList();
      for (Future<Integer> one : all) {
        assertThat(one.get()).as("connections that a node had in its lives").isPositive();
      }
    }
    assertThat(most).hasValueBetween(3, 7);
  }

  /// Some lives of one node, each with its lines, whose connections begin and end at any time.
  private int live(int seed, AtomicInteger open, AtomicInteger most) {
    var random = new Random(seed);
    var had = 0;
    for (var life = 0; life < 6; life++) {
      var node = new Connections(Map.of(Limits.relay(relay), 7), leases);
      var mine = 0;
      for (var turn = 0; turn < 60; turn++) {
        if (random.nextInt(3) == 0) {
          node.renew(List.of(health), NOW);
        }
        if (mine > 0 && (node.surplus(relay, NOW) || random.nextInt(5) == 0)) {
          open.decrementAndGet();
          node.left(relay);
          mine--;
        } else if (node.take(relay, NOW)) {
          most.accumulateAndGet(open.incrementAndGet(), Math::max);
          mine++;
          had++;
        }
      }
      open.addAndGet(-mine);
      IntStream.range(0, mine).forEach(_ -> node.left(relay));
      node.end();
    }
    return had;
  }
}
