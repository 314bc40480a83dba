package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.courant.CourantTest;
import org.courant.article.Ledger;
import org.courant.extract.Item;
import org.courant.fetch.Fetcher;
import org.courant.fetch.Host;
import org.courant.publication.Publication;
import org.courant.publication.Sections;
import org.courant.source.PullReport.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the end of the process makes of pulls: one with a fetcher and a stop of its own, as a
/// second process on the same database has.
@CourantTest
@Timeout(60)
class PullStopTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final String name = "stopped-" + UUID.randomUUID();
  private final OddFeed feed = new OddFeed();
  private final Fetcher fetcher = Fetcher.standalone();
  private final PullStop stop = new PullStop(fetcher);

  @Autowired private Sources sources;
  @Autowired private SourceFailures failures;
  @Autowired private SourceRuns runs;
  @Autowired private Ledger ledger;
  @Autowired private Sections sections;
  @Autowired private Publication publication;
  @Autowired private DataSource database;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private Pulls others;
  @Autowired private JdbcClient jdbc;

  PullStopTests() throws IOException {}

  @AfterEach
  void close() {
    feed.close();
    fetcher.close();
  }

  @Test
  void aPullInTheMidstOfItsItemsEndsWithARunAndTheNextGoesOn() {
    feed.body =
        OddFeed.feed(
            "",
            IntStream.rangeClosed(1, 50)
                .mapToObj(n -> OddFeed.item(Integer.toString(n), "2026-11-20"))
                .toArray(String[]::new));
    var way = new StoppedAfter(20, stop);
    var report = pulls(way).pull(source(), false, NOW);

    assertThat(report.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(report.created()).isEqualTo(20);
    assertThat(runs.latest(name, 9)).singleElement().satisfies(PullStopTests::saysSo);
    assertThat(sources.get(name).failing().times()).isZero();
    assertThat(sources.get(name).firstReadAt()).isNull();

    var next = others.pull(source(), false, NOW.plusSeconds(60));
    assertThat(next.outcome()).isEqualTo(Outcome.READ);
    assertThat(next.created()).isEqualTo(30);
    assertThat(next.unchanged()).isEqualTo(20);
  }

  @Test
  void aPullThatWaitsForAServerEndsAtOnce() throws InterruptedException {
    var reached = new CountDownLatch(1);
    feed.server.serve("/silent", exchange -> hold(exchange, reached));
    var pulls = pulls(feedPull());
    var source = GivenSource.of(name, SourceKind.FEED, feed.address("/silent"));
    var reports = new ArrayList<PullReport>();
    var pull = Thread.ofVirtual().start(() -> reports.add(pulls.pull(source, false, NOW)));
    reached.await();

    stop.stop();
    // Its row stands there before the stop returns: the database may go now.
    assertThat(runs.latest(name, 9)).singleElement().satisfies(PullStopTests::saysSo);
    pull.join();
    assertThat(reports.getFirst().outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(failures.notBefore(source)).isEmpty();
  }

  @Test
  void aPullThatWaitsForItsHostsTurnEndsAtOnce() throws Exception {
    var host = "courant host " + Host.of(URI.create(feed.address("/")));
    var reports = new ArrayList<PullReport>();
    try (var other = database.getConnection()) {
      lock(other, "select pg_advisory_lock(hashtextextended(?, 2))::text", host);
      var pull =
          Thread.ofVirtual().start(() -> reports.add(pulls(feedPull()).pull(source(), false, NOW)));
      while (pull.isAlive() && !GivenSource.underWay(name, jdbc)) {
        Thread.onSpinWait();
      }
      stop.stop();
      pull.join();
      lock(other, "select pg_advisory_unlock(hashtextextended(?, 2))::text", host);
    }

    assertThat(reports.getFirst().outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(reports.getFirst().problems())
        .containsExactly(
            "the process ends while another source of %s is being pulled; nothing was asked"
                .formatted(Host.of(URI.create(feed.address("/")))));
    assertThat(feed.asked).isEmpty();
    assertThat(others.pull(source(), false, NOW).outcome()).isEqualTo(Outcome.READ);
  }

  private static void lock(Connection session, String sql, String key) throws SQLException {
    try (var statement = session.prepareStatement(sql)) {
      statement.setString(1, key);
      statement.execute();
    }
  }

  @Test
  void aPauseEndsAtOnce() {
    stop.stop();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> stop.pause(Duration.ofMinutes(1)))
        .isInstanceOf(PullStop.Ended.class);
  }

  @Test
  void noPullBeginsOnceTheProcessEnds() {
    stop.stop();
    var report = pulls(feedPull()).pull(source(), false, NOW);

    assertThat(report.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(feed.asked).isEmpty();
  }

  private static void saysSo(SourceRuns.Run run) {
    assertThat(run.outcome()).isEqualTo("STOPPED");
    assertThat(run.problems())
        .singleElement()
        .asString()
        .startsWith("the process ended in the midst of it");
  }

  private static void hold(HttpExchange exchange, CountDownLatch reached) throws IOException {
    reached.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private DeclaredSource source() {
    return GivenSource.of(name, SourceKind.FEED, feed.address("/feed"));
  }

  private FeedPull feedPull() {
    return new FeedPull(fetcher, sources, events);
  }

  private Pulls pulls(SourcePull way) {
    var recording = new ItemRecording(ledger, sections, publication, stop);
    var reading = new SourceReading(List.of(way), feedPull(), sources, failures, recording, runs);
    var settings = new SourceSettings(List.of(source()));
    return new Pulls(settings, sources, new SourceTurns(database, stop), reading, failures, ledger);
  }

  /// A pull of the feed that meets the end of the process after so many of its items.
  private record StoppedAfter(int items, PullStop stop) implements SourcePull {
    @Override
    public SourceKind kind() {
      return SourceKind.FEED;
    }

    @Override
    public PullEnd read(Pull pull) {
      for (int n = 1; n <= items; n++) {
        pull.record(new FoundItem(item(n), Integer.toString(n), false, URI.create(pull.address())));
      }
      Thread.ofVirtual().start(stop::stop);
      while (!stop.stopping()) {
        Thread.onSpinWait();
      }
      pull.record(new FoundItem(item(50), "50", false, URI.create(pull.address())));
      return new PullEnd.Read(true, Hints.NONE);
    }

    private static Item item(int n) {
      return new Item(
          Integer.toString(n),
          null,
          "Title of " + n,
          null,
          true,
          null,
          Instant.parse("2026-11-20T08:00:00Z"),
          null,
          List.of(),
          List.of(),
          null,
          List.of(),
          null,
          null,
          null,
          false,
          false,
          "item " + n);
    }
  }
}
