package org.courant.source;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.courant.source.PullReport.Outcome;
import org.springframework.stereotype.Component;

/// One pull, by the source's kind, and what follows from its end.
@Component
class SourceReading {
  private final Map<SourceKind, SourcePull> ways;
  private final Sources sources;
  private final SourceFailures failures;
  private final ItemRecording recording;

  SourceReading(
      List<SourcePull> ways, Sources sources, SourceFailures failures, ItemRecording recording) {
    this.ways = ways.stream().collect(toUnmodifiableMap(SourcePull::kind, Function.identity()));
    this.sources = sources;
    this.failures = failures;
    this.recording = recording;
  }

  PullReport read(DeclaredSource source, boolean withdrawalsAllowed, Instant now) {
    var tally = new Tally();
    var known = sources.get(source.name());
    var pull = new Pull(source, known, withdrawalsAllowed, tally, recording, now);
    var end = Objects.requireNonNull(ways.get(source.kind())).read(pull);
    if (tally.showedSomething()) {
      sources.showed(source.name(), now);
    }
    return conclude(end, source, tally, now);
  }

  private PullReport conclude(PullEnd end, DeclaredSource source, Tally tally, Instant now) {
    var name = source.name();
    return switch (end) {
      case PullEnd.Read(boolean whole, var asked) -> {
        sources.read(name, whole, Rhythm.notBefore(source, asked, now), now);
        yield tally.report(source, Outcome.READ);
      }
      case PullEnd.Unchanged() -> {
        sources.read(name, true, null, now);
        yield tally.report(source, Outcome.UNCHANGED);
      }
      case PullEnd.Held(var reason, boolean whole) -> {
        sources.read(name, whole, null, now);
        yield tally.report(source, Outcome.HELD, reason);
      }
      case PullEnd.Gone(var reason) -> {
        sources.retire(name, reason);
        yield tally.report(
            source,
            Outcome.FAILED,
            reason + "; it is not pulled again by schedule, its articles stay");
      }
      case PullEnd.Failed(var reason, var retryAfter) ->
          failures.report(source, reason, retryAfter, tally, now);
    };
  }
}
