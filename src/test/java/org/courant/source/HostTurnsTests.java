package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.article.Ledger;
import org.courant.fetch.Held;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two sources of one host.
@CourantTest
class HostTurnsTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final String one = "turn-" + UUID.randomUUID();
  private final String other = one + "-other";
  private final OddFeed feed = new OddFeed();

  @Autowired private Sources sources;
  @Autowired private SourceTurns turns;
  @Autowired private SourceReading reading;
  @Autowired private SourceFailures failures;
  @Autowired private SourceListing listing;
  @Autowired private Ledger ledger;
  @Autowired private JdbcClient jdbc;

  private Pulls pulls;

  HostTurnsTests() throws IOException {}

  @BeforeEach
  void declare() {
    var settings = new SourceSettings(List.of(source(one, "/one"), source(other, "/other")));
    pulls = new Pulls(settings, sources, turns, reading, failures, ledger);
  }

  @AfterEach
  void stop() {
    feed.close();
  }

  @Test
  void aHostIsAskedByOneScheduledPullAtATime() throws InterruptedException {
    var held = held("/one", feed);
    var first = Thread.ofVirtual().start(() -> pulls.pullDue(one, NOW));
    held.reached.await();

    pulls.pullDue(other, NOW);
    assertThat(feed.asked).isEmpty();
    held.released.countDown();
    first.join();
    pulls.pullDue(other, NOW);
    assertThat(feed.asked).singleElement().asString().startsWith("/other");
  }

  @Test
  void aPersonsPullWaitsForItsTurn() throws InterruptedException {
    var held = held("/one", feed);
    var first = Thread.ofVirtual().start(() -> pulls.pullDue(one, NOW));
    held.reached.await();
    var second = Thread.ofVirtual().start(() -> pulls.pull(other, NOW));
    while (second.isAlive() && !underWay(other)) {
      Thread.onSpinWait();
    }

    assertThat(feed.asked).isEmpty();
    held.released.countDown();
    first.join();
    second.join();
    assertThat(feed.asked).singleElement().asString().startsWith("/other");
  }

  @Test
  void aHostThatAsksToBeLeftAloneIsLeftAloneByAllItsSources() {
    feed.status = 503;
    feed.headers = Map.of("Retry-After", "7200");
    pulls.pullDue(one, NOW);
    feed.asked.clear();

    pulls.pullDue(other, NOW.plus(Duration.ofMinutes(90)));
    assertThat(feed.asked).isEmpty();
    assertThat(listed(source(other, "/other")))
        .contains("its host is left alone until 2026-11-23T10:00:00Z: ")
        .contains("answers 503");

    feed.status = 200;
    pulls.pullDue(other, NOW.plus(Duration.ofMinutes(121)));
    assertThat(feed.asked).hasSize(1);
    assertThat(listed(source(other, "/other"))).doesNotContain("left alone");
  }

  @Test
  void aFeedThatIsMissingIsNoFaultOfItsHost() {
    feed.status = 404;
    pulls.pullDue(one, NOW);
    feed.status = 200;
    pulls.pullDue(other, NOW);

    assertThat(feed.asked).hasSize(2);
  }

  @Test
  void aHostThatKeepsFailingIsAskedMoreAndMoreSeldomAndRecoversByItself() {
    feed.status = 500;
    var times = askedWithin(Duration.ofDays(2));
    assertThat(times).hasSizeBetween(5, 12);
    assertThat(Duration.between(times.get(times.size() - 2), times.getLast()))
        .isGreaterThan(Duration.ofHours(8));
    assertThat(listed(source(one, "/one")))
        .contains("failing")
        .contains(" in a row: " + feed.address("/one") + " answers 500");

    feed.status = 200;
    pulls.pullDue(one, NOW.plus(Duration.ofDays(4)));
    assertThat(listed(source(one, "/one"))).contains("well").doesNotContain("in a row");
  }

  @Test
  void aWakingDoesNotWaitForAPlace() throws Exception {
    var slow = new ArrayList<Thread>();
    var servers = new ArrayList<OddFeed>();
    var places = new ArrayList<Held>();
    for (int i = 0; i < 6; i++) {
      var server = new OddFeed();
      servers.add(server);
      places.add(held("/slow", server));
      var source = GivenSource.of(one + "-" + i, SourceKind.FEED, server.address("/slow"));
      slow.add(Thread.ofVirtual().start(() -> pulls.pull(source, false, NOW)));
    }
    for (var place : places) {
      place.reached.await();
    }

    var waking = Thread.ofVirtual().start(() -> pulls.pullDue(one, NOW));
    assertThat(waking.join(Duration.ofSeconds(10))).isTrue();
    assertThat(feed.asked).isEmpty();
    places.forEach(place -> place.released.countDown());
    for (var thread : slow) {
      thread.join();
    }
    servers.forEach(OddFeed::close);
    pulls.pullDue(one, NOW);
    assertThat(feed.asked).hasSize(1);
  }

  /// When one source asked, when it is woken every ten minutes.
  private List<Instant> askedWithin(Duration time) {
    var asked = new ArrayList<Instant>();
    for (var now = NOW; now.isBefore(NOW.plus(time)); now = now.plus(Duration.ofMinutes(10))) {
      feed.asked.clear();
      pulls.pullDue(one, now);
      if (!feed.asked.isEmpty()) {
        asked.add(now);
      }
    }
    return asked;
  }

  /// Whether some process has the turn of a source.
  private boolean underWay(String source) {
    return GivenSource.underWay(source, jdbc);
  }

  private String listed(DeclaredSource source) {
    var printed = new StringWriter();
    listing.print(source, 1, new PrintWriter(printed, true));
    return printed.toString();
  }

  private DeclaredSource source(String name, String path) {
    return GivenSource.of(name, SourceKind.FEED, feed.address(path));
  }

  private static Held held(String path, OddFeed feed) {
    var held = new Held();
    feed.server.serve(path, held);
    return held;
  }
}
