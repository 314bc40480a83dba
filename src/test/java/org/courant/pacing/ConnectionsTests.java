package org.courant.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.courant.CourantTest;
import org.courant.database.NodesInTurnForTests;
import org.courant.smtp.RelayHealth;
import org.courant.smtp.RelayHealth.State;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Nodes that share the connections to one relay, by one database.
@CourantTest
class ConnectionsTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @Autowired private ConnectionLeases leases;
  @Autowired private JdbcClient jdbc;
  private final String relay = "relay-" + UUID.randomUUID() + ":25";

  @Test
  void oneNodeAloneHasAllOfThem() {
    var alone = node(4);
    renew(alone);
    assertThat(open(alone)).isEqualTo(4);
    assertThat(alone.take("another:25", NOW)).isTrue();
  }

  @Test
  void opensNoneBeforeItHasALease() {
    assertThat(node(4).take(relay, NOW)).isFalse();
  }

  @Test
  void aSecondNodeGetsItsPartOnceTheFirstHasClosedWhatIsOneTooMany() {
    var first = node(4);
    renew(first);
    assertThat(open(first)).isEqualTo(4);
    var second = node(4);
    renew(second);
    assertThat(open(second)).isZero();
    assertThat(second.none()).isTrue();
    assertThat(first.surplus(relay, NOW)).isFalse();

    renew(first);
    assertThat(first.surplus(relay, NOW)).isTrue();
    renew(second);
    assertThat(open(second)).as("what is open counts until it is closed").isZero();

    first.left(relay);
    first.left(relay);
    assertThat(first.surplus(relay, NOW)).isFalse();
    assertThat(first.take(relay, NOW)).isFalse();
    renew(second);
    assertThat(open(second)).as("it is closed, but nobody said so yet").isZero();
    renew(first);
    renew(second);
    assertThat(open(second)).isEqualTo(2);
    assertThat(second.none()).isFalse();
    assertThat(open(first)).isZero();
  }

  @Test
  void aNodeThatEndsLeavesItsPartToTheOthers() {
    var first = node(3);
    var second = node(3);
    renew(first, second, first, second);
    assertThat(open(second)).isEqualTo(1);
    assertThat(open(first)).isEqualTo(2);
    IntStream.range(0, 2).forEach(_ -> first.left(relay));
    first.end();
    renew(second);
    assertThat(open(second)).isEqualTo(2);
  }

  @Test
  void whatANodeCouldNotCloseAtItsEndIsNobodysUntilItsLeaseIsOver() {
    var first = node(3);
    renew(first);
    assertThat(open(first)).isEqualTo(3);
    first.end();
    var second = node(3);
    renew(second);
    assertThat(open(second)).isZero();
    lapse();
    renew(second);
    assertThat(open(second)).isEqualTo(3);
  }

  @Test
  void aDeadNodesPartIsTakenOverWhenItsLeaseIsOver() {
    var dead = node(4);
    var other = node(4);
    renew(dead, other, dead, other);
    assertThat(open(other)).isEqualTo(2);
    jdbc.sql("update connection_lease set until = now() + interval '1 second' where key = :key")
        .param("key", Limits.relay(relay))
        .update();
    renew(other);
    assertThat(open(other)).isZero();
    lapse();
    renew(other);
    assertThat(open(other)).isEqualTo(2);
    assertThat(leases()).isEqualTo(1);
  }

  @Test
  void aNodeThatCannotRenewOpensNothingAndKeepsNothing() {
    var node = node(2);
    renew(node);
    assertThat(node.take(relay, NOW)).isTrue();
    var last = NOW.plus(Connections.MINE).minusMillis(1);
    assertThat(node.surplus(relay, last)).isFalse();
    assertThat(node.take(relay, last)).isTrue();
    node.left(relay);
    var over = NOW.plus(Connections.MINE);
    assertThat(node.surplus(relay, over)).isTrue();
    assertThat(node.take(relay, over)).isFalse();
    assertThat(Connections.MINE).isLessThan(ConnectionLeases.LENGTH);
  }

  @Test
  void withoutTheDatabaseNothingIsLeased() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setPortNumbers(new int[] {1});
    var lost = new ConnectionLeases(JdbcClient.create(nowhere), NodesInTurnForTests.on(nowhere));
    var node = new Connections(caps(2), lost);
    renew(node);
    assertThat(node.take(relay, NOW)).isFalse();
  }

  @Test
  void withFewerConnectionsThanNodesWhoeverHasOneKeepsIt() {
    var sending = node(1);
    renew(sending);
    assertThat(sending.take(relay, NOW)).isTrue();
    var others = Stream.generate(() -> node(1)).limit(8).toList();
    for (var round = 0; round < 3; round++) {
      others.forEach(this::renew);
      renew(sending);
      assertThat(sending.surplus(relay, NOW)).isFalse();
    }
    assertThat(others).allMatch(Connections::none);
    assertThat(sending.none()).isFalse();

    sending.left(relay);
    sending.end();
    others.forEach(this::renew);
    others.forEach(this::renew);
    assertThat(others.stream().filter(node -> node.take(relay, NOW))).hasSize(1);
  }

  @Test
  void aRelayThatRestsHereIsTheOthers() {
    var cut = node(2);
    var other = node(2);
    renew(cut, other, cut, other);
    cut.renew(List.of(health(State.RESTING)), NOW);
    renew(other);
    assertThat(open(other)).isEqualTo(2);
    assertThat(open(cut)).isZero();
    // It is back, and gets its part again.
    renew(cut, other);
    assertThat(other.surplus(relay, NOW)).isTrue();
    other.left(relay);
    renew(other, cut);
    assertThat(open(cut)).isEqualTo(1);
  }

  @Test
  void aCapInAllHoldsForAllRelaysTogether() {
    var caps = Map.of(Limits.ALL, 1, Limits.relay(relay), 3);
    jdbc.sql("delete from connection_lease where key = 'all'").update();
    var node = new Connections(caps, leases);
    renew(node);
    assertThat(node.take(relay, NOW)).isTrue();
    assertThat(node.take(relay, NOW)).isFalse();
    assertThat(node.take("another:25", NOW)).isFalse();
    node.left(relay);
    assertThat(node.take("another:25", NOW)).isTrue();
    node.left("another:25");
    node.end();
  }

  private Connections node(int cap) {
    return new Connections(caps(cap), leases);
  }

  private Map<String, Integer> caps(int cap) {
    return Map.of(Limits.relay(relay), cap);
  }

  private void renew(Connections... nodes) {
    for (var node : nodes) {
      node.renew(List.of(health(State.UP)), NOW);
    }
  }

  private RelayHealth health(State state) {
    return new RelayHealth(relay, state, 0, 4, 0, 0, null, null);
  }

  /// Opens as many as it may.
  private int open(Connections node) {
    var opened = new ArrayList<Integer>();
    while (node.take(relay, NOW)) {
      opened.add(opened.size());
    }
    return opened.size();
  }

  /// Time goes by in which no node but those that renew afterwards is heard of.
  private void lapse() {
    jdbc.sql("update connection_lease set until = now() where key = :key")
        .param("key", Limits.relay(relay))
        .update();
  }

  private int leases() {
    return jdbc.sql("select count(*) from connection_lease where key = :key")
        .param("key", Limits.relay(relay))
        .query(Integer.class)
        .single();
  }
}
