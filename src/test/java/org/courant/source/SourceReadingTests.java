package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.source.PullReport.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class SourceReadingTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @Autowired private FeedPull feeds;
  @Autowired private Sources sources;
  @Autowired private SourceFailures failures;
  @Autowired private ItemRecording recording;
  @Autowired private SourceRuns runs;

  /// A way to pull that breaks down as no way should.
  private record Broken(boolean deep) implements SourcePull {
    @Override
    public SourceKind kind() {
      return SourceKind.FEED;
    }

    @Override
    public PullEnd read(Pull pull) {
      if (deep) {
        throw new StackOverflowError();
      }
      throw new IllegalStateException("never foreseen");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatNobodyForesawBacksOffLikeAnyFailure(boolean deep) {
    var source =
        GivenSource.of("broken-" + UUID.randomUUID(), SourceKind.FEED, "https://news.example/f");
    sources.declare(source);
    var reading =
        new SourceReading(List.of(new Broken(deep)), feeds, sources, failures, recording, runs);

    var report = reading.pull(source, false, NOW);

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.problems().getFirst()).startsWith("it failed: ");
    assertThat(sources.get(source.name()).failing().times()).isEqualTo(1);
    assertThat(failures.notBefore(source).orElseThrow())
        .isAfterOrEqualTo(NOW.plus(Duration.ofMinutes(15)));
  }
}
