package org.courant.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What nodes lease from one database is together never more than the allowance.
@CourantTest
class LeasesTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.300Z");

  @Autowired private Leases leases;
  @Autowired private JdbcClient jdbc;
  private final String key = "test " + UUID.randomUUID();

  @Test
  void grantsNodesTogetherNoMoreThanTheRate() {
    var rate = Allowance.second(key, 20);
    var here = new Tokens(leases);
    var there = new Tokens(leases);
    for (var second = NOW; second.isBefore(NOW.plusSeconds(3)); second = second.plusSeconds(1)) {
      var got = new int[2];
      for (var round = 0; round < 40; round++) {
        got[round % 2] += take(round % 2 == 0 ? here : there, rate, 1, 2, second);
      }
      assertThat(got).containsExactly(10, 10);
    }
  }

  @Test
  void oneNodeAloneGetsAllOfIt() {
    var tokens = new Tokens(leases);
    var rate = Allowance.second(key, 7);
    var got = IntStream.range(0, 50).map(_ -> take(tokens, rate, 3, 2, NOW)).sum();
    assertThat(got).isEqualTo(7);
    assertThat(tokens.spent(rate, NOW)).isTrue();
  }

  @Test
  void keepsToTheRateWhenNodesAskAtOnce() throws Exception {
    var rate = Allowance.second(key, 100);
    var other = Allowance.second(key + " other", 100);
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          IntStream.range(0, 8)
              .mapToObj(i -> nodes.submit(() -> takeAll(i % 2 == 0, rate, other)))
              .toList();
      var got = 0;
      for (Future<Integer> one : asked) {
        got += one.get();
      }
      assertThat(got).isEqualTo(100);
    }
  }

  private int takeAll(boolean turned, Allowance rate, Allowance other) {
    var tokens = new Tokens(leases);
    var got = 0;
    for (var i = 0; i < 60; i++) {
      // Keys are asked for in either order, and nobody waits in a circle.
      tokens.stock(turned ? List.of(rate, other) : List.of(other, rate), 8, NOW);
      var most = tokens.least(List.of(rate, other), 3, NOW);
      tokens.spend(rate, most);
      tokens.spend(other, most);
      got += most;
    }
    return got;
  }

  @Test
  void aClockThatIsBehindDrawsOnTheSecondThatTheOthersReached() {
    var rate = Allowance.second(key, 10);
    assertThat(take(new Tokens(leases), rate, 10, 2, NOW)).isEqualTo(5);
    var behind = new Tokens(leases);
    assertThat(IntStream.range(0, 9).map(_ -> take(behind, rate, 5, 2, NOW.minusSeconds(2))).sum())
        .isEqualTo(5);
    assertThat(take(new Tokens(leases), rate, 5, 1, NOW)).isZero();
  }

  @Test
  void aPeriodFarAheadCountsForNothing() {
    var rate = Allowance.second(key, 10);
    take(new Tokens(leases), rate, 10, 1, NOW.plusSeconds(86_400));
    assertThat(take(new Tokens(leases), rate, 5, 1, NOW)).isEqualTo(5);
  }

  @Test
  void keepsToAWarmUpsDayAcrossNodesAndRestarts() {
    var day = Allowance.day(key, 120);
    var got = 0;
    for (var hour = 0; hour < 16; hour++) {
      // A node that starts anew has nothing in hand.
      var tokens = new Tokens(leases);
      for (var i = 0; i < 20; i++) {
        got += take(tokens, day, 1, 2, NOW.plusSeconds(3_600L * (hour % 15)));
      }
    }
    assertThat(got).isEqualTo(120);
    assertThat(take(new Tokens(leases), day, 1, 2, NOW.plusSeconds(86_400))).isEqualTo(1);
  }

  @Test
  void grantsNothingWhileTheDatabaseIsAway() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setPortNumbers(new int[] {1});
    var tokens = new Tokens(new Leases(JdbcClient.create(nowhere)));
    assertThat(take(tokens, Allowance.second(key, 10), 5, 1, NOW)).isZero();
  }

  @Test
  void forgetsWhatNobodyAsksForAnyMore() {
    var rate = Allowance.second(key, 10);
    take(new Tokens(leases), rate, 1, 1, NOW);
    take(new Tokens(leases), Allowance.day(key + " day", 10), 1, 1, NOW);
    leases.forget(NOW.plusSeconds(7_200));
    var left =
        jdbc.sql("select key from relay_rate where key in (:keys)")
            .param("keys", List.of(key, key + " day"))
            .query(String.class)
            .list();
    assertThat(left).containsExactly(key + " day");
  }

  private static int take(Tokens tokens, Allowance of, int most, int nodes, Instant now) {
    tokens.stock(List.of(of), nodes, now);
    var got = tokens.least(List.of(of), most, now);
    tokens.spend(of, got);
    return got;
  }
}
