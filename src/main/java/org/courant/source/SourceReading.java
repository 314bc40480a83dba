package org.courant.source;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.courant.fetch.Fetched;
import org.courant.source.PullReport.Outcome;
import org.springframework.stereotype.Component;

/// One pull, by the source's kind, and what follows from its end.
@Component
class SourceReading {
  private final Map<SourceKind, SourcePull> ways;
  private final Sources sources;
  private final SourceFailures failures;
  private final ItemRecording recording;
  private final FeedPull feeds;

  SourceReading(
      List<SourcePull> ways,
      FeedPull feeds,
      Sources sources,
      SourceFailures failures,
      ItemRecording recording) {
    this.ways = ways.stream().collect(toUnmodifiableMap(SourcePull::kind, Function.identity()));
    this.sources = sources;
    this.failures = failures;
    this.recording = recording;
    this.feeds = feeds;
  }

  PullReport read(DeclaredSource source, boolean withdrawalsAllowed, Instant now) {
    return read(
        source, withdrawalsAllowed, Objects.requireNonNull(ways.get(source.kind()))::read, now);
  }

  /// A document that the feed's hub delivered. It may lack what the hub told before, so that it is
  /// no first reading.
  PullReport deliver(DeclaredSource source, Fetched.Content document, Instant now) {
    return sources.get(source.name()).firstReadAt() == null
        ? new Tally().report(source, Outcome.SKIPPED, "it is pulled before a hub's news are read")
        : read(source, false, pull -> feeds.read(document, pull), now);
  }

  private PullReport read(
      DeclaredSource source, boolean withdrawalsAllowed, Function<Pull, PullEnd> way, Instant now) {
    var tally = new Tally();
    var known = sources.get(source.name());
    var pull = new Pull(source, known, withdrawalsAllowed, tally, recording, now);
    var end = way.apply(pull);
    if (tally.showedSomething()) {
      sources.showed(source.name(), now);
    }
    var report = conclude(end, source, tally, now);
    if (known.pushedUntil() != null && now.isBefore(known.pushedUntil())) {
      sources.rest(source.name(), Rhythm.besidePushes(source, now));
    }
    return report;
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
