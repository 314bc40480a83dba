package org.courant.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.courant.article.Ledger;
import org.courant.fetch.Fetched;
import org.courant.source.PullReport.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/// Pulls the declared sources, each for itself: whatever happens to one is its own report and its
/// own row of `source_run`.
@Component
public class Pulls {
  private static final Logger LOG = LoggerFactory.getLogger(Pulls.class);

  /// Each pull holds a database session for its lock, so they must leave the pool some.
  private static final int AT_ONCE = 6;

  private final SourceSettings settings;
  private final Sources sources;
  private final SourceRuns runs;
  private final SourceLocks locks;
  private final SourceReading reading;
  private final Ledger ledger;
  private final Semaphore places = new Semaphore(AT_ONCE);

  Pulls(
      SourceSettings settings,
      Sources sources,
      SourceRuns runs,
      SourceLocks locks,
      SourceReading reading,
      Ledger ledger) {
    this.settings = settings;
    this.sources = sources;
    this.runs = runs;
    this.locks = locks;
    this.reading = reading;
    this.ledger = ledger;
  }

  /// The names of the declared sources, in the order of their declaration.
  public List<String> names() {
    return settings.sources().stream().map(DeclaredSource::name).toList();
  }

  /// Pulls every source that is not retired, all at the same time.
  public List<PullReport> pullAll(Instant now) {
    sources.keep(names());
    return pullAll(settings.pulled(), now);
  }

  List<PullReport> pullAll(List<DeclaredSource> declared, Instant now) {
    declared.forEach(sources::declare);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pulls = new ArrayList<Future<PullReport>>();
      for (var source : declared) {
        pulls.add(threads.submit(() -> unlessRetired(source, now)));
      }
      var reports = pulls.stream().map(Pulls::report).toList();
      announce(reports, now);
      return reports;
    }
  }

  private static PullReport report(Future<PullReport> pull) {
    try {
      return pull.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the pull was interrupted", stopped);
    } catch (ExecutionException fault) {
      throw new IllegalStateException("the database cannot be reached", fault.getCause());
    }
  }

  /// Pulls one source because a person asks: a retired one too.
  ///
  /// @throws IllegalArgumentException if no source of that name is declared
  public PullReport pull(String source, Instant now) {
    return pull(source, false, now);
  }

  /// @param withdrawalsAllowed whether a person has allowed what was held
  PullReport pull(String source, boolean withdrawalsAllowed, Instant now) {
    return pull(declared(source), withdrawalsAllowed, now);
  }

  /// @param withdrawalsAllowed whether a person has allowed what was held
  public PullReport pull(DeclaredSource source, boolean withdrawalsAllowed, Instant now) {
    sources.declare(source);
    var report = alone(source, withdrawalsAllowed, now);
    announce(List.of(report), now);
    return report;
  }

  /// Reads a document that came without being asked for.
  PullReport deliver(DeclaredSource source, Fetched.Content document, Instant now) {
    sources.declare(source);
    var report = alone(source, () -> reading.deliver(source, document, now), now);
    announce(List.of(report), now);
    return report;
  }

  private DeclaredSource declared(String name) {
    return settings
        .named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no source is named \"%s\"; declared are: %s"
                        .formatted(name, String.join(", ", names()))));
  }

  /// Pulls by schedule: not while the source asks to be left alone.
  void pullDue(String name, Instant now) {
    var declared = settings.named(name);
    if (declared.isEmpty()) {
      return;
    }
    sources.declare(declared.get());
    var notBefore = sources.get(name).notBefore();
    if (notBefore == null || !now.isBefore(notBefore)) {
      announce(List.of(unlessRetired(declared.get(), now)), now);
    }
  }

  private PullReport unlessRetired(DeclaredSource source, Instant now) {
    var reason = sources.get(source.name()).retiredReason();
    return reason == null
        ? alone(source, false, now)
        : new Tally()
            .report(
                source,
                Outcome.SKIPPED,
                "%s; `courant pull %s` tries it again".formatted(reason, source.name()));
  }

  private PullReport alone(DeclaredSource source, boolean withdrawalsAllowed, Instant now) {
    return alone(source, () -> reading.read(source, withdrawalsAllowed, now), now);
  }

  private PullReport alone(DeclaredSource source, Supplier<PullReport> read, Instant now) {
    if (source.kind() == SourceKind.PUSH) {
      return new Tally().report(source, Outcome.SKIPPED, "its articles are pushed, not pulled");
    }
    places.acquireUninterruptibly();
    try {
      return locks.alone(
          source.name(),
          () -> recorded(source, read, now),
          () -> new Tally().report(source, Outcome.SKIPPED, "another pull of it is under way"));
    } finally {
      places.release();
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

  private void announce(List<PullReport> reports, Instant now) {
    if (reports.stream().anyMatch(PullReport::changedSomething)) {
      ledger.announce(now);
    }
  }
}
