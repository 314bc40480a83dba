package org.courant.source;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.courant.fetch.Fetched;
import org.courant.source.PullReport.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/// One pull, by the source's kind, and what follows from its end.
@Component
class SourceReading {
  private static final Logger LOG = LoggerFactory.getLogger(SourceReading.class);

  private static final String STOPPED =
      "the process ended in the midst of it; what was read is kept, the next pull goes on";

  private final Map<SourceKind, SourcePull> ways;
  private final Sources sources;
  private final SourceFailures failures;
  private final ItemRecording recording;
  private final SourceRuns runs;
  private final FeedPull feeds;

  SourceReading(
      List<SourcePull> ways,
      FeedPull feeds,
      Sources sources,
      SourceFailures failures,
      ItemRecording recording,
      SourceRuns runs) {
    this.ways = ways.stream().collect(toUnmodifiableMap(SourcePull::kind, Function.identity()));
    this.sources = sources;
    this.failures = failures;
    this.recording = recording;
    this.runs = runs;
    this.feeds = feeds;
  }

  PullReport pull(DeclaredSource source, boolean withdrawalsAllowed, Instant now) {
    return recorded(source, () -> read(source, withdrawalsAllowed, now), now);
  }

  /// A document that the feed's hub delivered. It tells nothing of how the source itself is, and
  /// may lack what the hub told before, so that it is no first reading.
  PullReport deliver(DeclaredSource source, Fetched.Content document, Instant now) {
    return recorded(source, () -> readDelivered(source, document, now), now);
  }

  private PullReport readDelivered(DeclaredSource source, Fetched.Content document, Instant now) {
    var tally = new Tally();
    var known = sources.get(source.name());
    if (known.firstReadAt() == null) {
      return tally.report(source, Outcome.SKIPPED, "it is pulled before a hub's news are read");
    }
    var end = readDelivered(document, new Pull(source, known, false, tally, recording, now));
    return switch (end) {
      case PullEnd.Stopped() -> tally.report(source, Outcome.STOPPED, STOPPED);
      case PullEnd.Failed failed -> tally.report(source, Outcome.FAILED, failed.reason());
      case PullEnd.Unchanged _ -> tally.report(source, Outcome.UNCHANGED);
      case PullEnd.Read _, PullEnd.Held _, PullEnd.Gone _ -> tally.report(source, Outcome.READ);
    };
  }

  private PullEnd readDelivered(Fetched.Content document, Pull pull) {
    try {
      return feeds.read(document, pull);
    } catch (PullStop.Ended _) {
      return new PullEnd.Stopped();
    }
  }

  private PullReport recorded(DeclaredSource source, Supplier<PullReport> read, Instant now) {
    PullReport report;
    try {
      report = read.get();
    } catch (RuntimeException fault) {
      LOG.error("source {}: the pull failed", source.name(), fault);
      report = new Tally().report(source, Outcome.FAILED, "it failed: " + fault.getMessage());
    }
    runs.add(report, now);
    tell(report);
    return report;
  }

  /// A line for each pull that readers may notice; the others stand in the table of runs.
  static void tell(PullReport report) {
    var level = report.changedSomething() ? Level.INFO : Level.DEBUG;
    LOG.atLevel(level)
        .log(
            "source {}: {} new, {} changed, {} unchanged, {} withdrawn, {} left out in {} ms",
            report.source(),
            report.created(),
            report.changed(),
            report.unchanged(),
            report.withdrawn(),
            report.failed(),
            report.took().toMillis());
    for (var problem : report.problems()) {
      LOG.info("source {}: {}", report.source(), problem);
    }
  }

  private PullReport read(DeclaredSource source, boolean withdrawalsAllowed, Instant now) {
    var tally = new Tally();
    var known = sources.get(source.name());
    var pull = new Pull(source, known, withdrawalsAllowed, tally, recording, now);
    var end = end(pull);
    if (tally.showedSomething()) {
      sources.showed(source.name(), now);
    }
    return conclude(end, pull, tally);
  }

  /// What nobody foresaw is a failure like any other, or it would be tried again at each waking.
  private PullEnd end(Pull pull) {
    try {
      var end = Objects.requireNonNull(ways.get(pull.source().kind())).read(pull);
      // What was cut off at our end is no failure of the source's.
      return end instanceof PullEnd.Failed && pull.stopping() ? new PullEnd.Stopped() : end;
    } catch (PullStop.Ended _) {
      return new PullEnd.Stopped();
    } catch (RuntimeException | StackOverflowError fault) {
      LOG.error("source {}: the pull failed", pull.source().name(), fault);
      return new PullEnd.Failed("it failed: " + fault);
    }
  }

  private PullReport conclude(PullEnd end, Pull pull, Tally tally) {
    return switch (end) {
      case PullEnd.Read(boolean whole, var hints) -> {
        answered(pull, whole, hints, tally);
        yield tally.report(pull.source(), Outcome.READ);
      }
      case PullEnd.Unchanged(var hints) -> {
        var asked = hints.asked().or(() -> pull.asked());
        answered(pull, true, new Hints(asked, hints.fresh(), hints.movedTo()), tally);
        yield tally.report(pull.source(), Outcome.UNCHANGED);
      }
      case PullEnd.Held(var reason, boolean whole, var hints) -> {
        answered(pull, whole, hints, tally);
        yield tally.report(pull.source(), Outcome.HELD, reason);
      }
      case PullEnd.Stopped() -> tally.report(pull.source(), Outcome.STOPPED, STOPPED);
      case PullEnd.Gone(var reason) -> gone(reason, pull, tally);
      case PullEnd.Failed failed -> failed(failed, pull, tally);
    };
  }

  private void answered(Pull pull, boolean whole, Hints hints, Tally tally) {
    var source = pull.source();
    var known = pull.known();
    var rhythm =
        Rhythms.learn(known.rhythm(), hints.asked().orElse(null), pull.dates(), pull.now());
    var next = Rhythms.next(source, rhythm, hints.fresh(), pull.now());
    failures.answered(source, known);
    sources.read(source.name(), new Sources.Reading(whole, rhythm, next), pull.now());
    sources.restBesidePushes(source.name(), Rhythms.besidePushes(source, pull.now()), pull.now());
    if (source.isRemote()) {
      var move = known.move().heard(hints.movedTo(), source.address(), pull.now());
      if (!move.equals(known.move())) {
        sources.move(source.name(), move);
      }
      var news = move.news(known.move());
      if (news != null) {
        tally.warn(news);
      }
    }
  }

  /// What is gone at the place it moved to may still be where it was.
  private PullReport gone(String reason, Pull pull, Tally tally) {
    var source = pull.source();
    failures.answered(source, pull.known());
    if (pull.known().move().pulledFrom() != null) {
      sources.move(source.name(), Move.NONE);
      var back = reason + "; it is looked for at %s again".formatted(source.address());
      return failed(new PullEnd.Failed(back), pull, tally);
    }
    sources.retire(source.name(), reason);
    LOG.warn("source {}: {}; it is not pulled again by schedule", source.name(), reason);
    return tally.report(
        source, Outcome.FAILED, reason + "; it is not pulled again by schedule, its articles stay");
  }

  private PullReport failed(PullEnd.Failed end, Pull pull, Tally tally) {
    failures.failed(pull.source(), pull.known(), end, pull.now());
    return tally.report(
        pull.source(), Outcome.FAILED, end.reason() + "; its articles stay, it is tried again");
  }
}
