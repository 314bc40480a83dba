package org.courant.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.courant.source.PullReport.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What follows when a source cannot be read: the next scheduled pull waits longer each time, up to
/// a day.
@Component
class SourceFailures {
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private final Sources sources;

  SourceFailures(Sources sources) {
    this.sources = sources;
  }

  /// @param asked how long the server asked to be left alone
  PullReport report(
      DeclaredSource source,
      @Nullable String reason,
      Optional<Duration> asked,
      Tally tally,
      Instant now) {
    var failures = sources.get(source.name()).failures();
    var backOff = spread(source, failures);
    var pause = asked.filter(wait -> wait.compareTo(backOff) > 0).orElse(backOff);
    // A first failure waits no longer than the interval, which the schedule does anyway.
    var notBefore =
        failures == 0 && asked.isEmpty() ? null : now.plus(shortest(pause, LONGEST_PAUSE));
    sources.failed(source.name(), notBefore);
    return tally.report(source, Outcome.FAILED, reason + "; its articles stay, it is tried again");
  }

  /// Twice as long at each failure, and up to a quarter more: sources of one host that failed
  /// together are not tried again together. By name and not by chance, so that a run can be told
  /// beforehand.
  private static Duration spread(DeclaredSource source, int failures) {
    var whole = source.interval().multipliedBy(1L << Math.min(failures, 10));
    var part = Math.floorMod(31 * source.name().hashCode() + failures, 64);
    return whole.plus(whole.multipliedBy(part).dividedBy(256));
  }

  private static Duration shortest(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
