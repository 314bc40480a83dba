package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.source.PullReport.Outcome;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class SourceRunsTests {
  /// So early that no other test's runs are old then.
  private static final Instant NOW = Instant.parse("2016-11-23T08:00:00Z");

  private static final int EVERYTHING = 10_000;

  private final DeclaredSource source =
      GivenSource.of("runs-" + UUID.randomUUID(), SourceKind.FEED, "https://news.example/feed");

  @Autowired private SourceRuns runs;
  @Autowired private Sources sources;

  @Test
  void quietRunsGoAfterAMonthAndAllAfterAYear() {
    sources.declare(source);
    add(500, new Tally().report(source, Outcome.FAILED, "answers 503"));
    add(390, new Tally().report(source, Outcome.FAILED, "answers 503"));
    add(389, counted());
    for (int i = 0; i < 200; i++) {
      add(60, new Tally().report(source, Outcome.UNCHANGED));
    }
    add(59, new Tally().report(source, Outcome.STOPPED, "the process ended"));
    for (int i = 0; i < 120; i++) {
      add(1, new Tally().report(source, Outcome.UNCHANGED));
    }

    assertThat(runs.forget(NOW)).isEqualTo(201);
    assertThat(runs.latest(source.name(), EVERYTHING))
        .extracting(SourceRuns.Run::outcome)
        .hasSize(123)
        .endsWith("STOPPED", "READ", "FAILED");
    assertThat(runs.forget(NOW)).isZero();
  }

  @Test
  void theLastHundredOfASourceStay() {
    sources.declare(source);
    for (int i = 0; i < 150; i++) {
      add(1000, new Tally().report(source, Outcome.UNCHANGED));
    }

    assertThat(runs.forget(NOW)).isEqualTo(50);
    assertThat(runs.latest(source.name(), EVERYTHING)).hasSize(100);
  }

  private PullReport counted() {
    var tally = new Tally();
    tally.count(org.courant.article.Ledger.Outcome.NEW);
    return tally.report(source, Outcome.READ);
  }

  private void add(int daysAgo, PullReport report) {
    runs.add(report, NOW.minus(Duration.ofDays(daysAgo)));
  }
}
