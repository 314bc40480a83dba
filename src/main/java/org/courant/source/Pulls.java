package org.courant.source;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.courant.article.Ledger;
import org.courant.fetch.Fetched;
import org.courant.source.PullReport.Outcome;
import org.springframework.stereotype.Component;

/// Pulls the declared sources, each for itself: whatever happens to one is its own report and its
/// own row of `source_run`.
@Component
public class Pulls {
  /// Each pull holds a database session for its lock, so they must leave the pool some.
  private static final int AT_ONCE = 6;

  private final SourceSettings settings;
  private final Sources sources;
  private final SourceTurns turns;
  private final SourceReading reading;
  private final SourceFailures failures;
  private final Ledger ledger;
  private final Semaphore places = new Semaphore(AT_ONCE);

  Pulls(
      SourceSettings settings,
      Sources sources,
      SourceTurns turns,
      SourceReading reading,
      SourceFailures failures,
      Ledger ledger) {
    this.settings = settings;
    this.sources = sources;
    this.turns = turns;
    this.reading = reading;
    this.failures = failures;
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

  /// Hosts at the same time, and the sources of one host one after the other.
  List<PullReport> pullAll(List<DeclaredSource> declared, Instant now) {
    declared.forEach(sources::declare);
    var hosts = declared.stream().collect(groupingBy(source -> host(source).orElse(source.name())));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pulls = new ArrayList<Future<List<PullReport>>>();
      for (var host : hosts.values()) {
        pulls.add(
            threads.submit(
                () -> host.stream().map(source -> unlessRetired(source, true, now)).toList()));
      }
      var names = declared.stream().map(DeclaredSource::name).toList();
      var reports =
          pulls.stream()
              .flatMap(pull -> reports(pull).stream())
              .sorted(Comparator.comparingInt(report -> names.indexOf(report.source())))
              .toList();
      announce(reports, now);
      return reports;
    }
  }

  private Optional<String> host(DeclaredSource source) {
    return source.host(sources.get(source.name()).move());
  }

  private static List<PullReport> reports(Future<List<PullReport>> pull) {
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
    var report = alone(source, withdrawalsAllowed, true, now);
    announce(List.of(report), now);
    return report;
  }

  /// Reads a document that came without being asked for.
  PullReport deliver(DeclaredSource source, Fetched.Content document, Instant now) {
    sources.declare(source);
    var turn = new SourceTurns.Turn(source.name(), Optional.empty(), true);
    var report = alone(source, turn, () -> reading.deliver(source, document, now));
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

  /// Pulls by schedule: not while the source or its host is to be left alone, and not while another
  /// of the host's sources is being pulled, since the next waking comes soon.
  void pullDue(String name, Instant now) {
    var declared = settings.named(name);
    if (declared.isEmpty()) {
      return;
    }
    sources.declare(declared.get());
    var due = failures.notBefore(declared.get());
    // Half a waking early is nearer than half a waking late.
    if (due.isEmpty()
        || !now.plus(PullTriggers.waking(declared.get()).dividedBy(2)).isBefore(due.get())) {
      announce(List.of(unlessRetired(declared.get(), false, now)), now);
    }
  }

  private PullReport unlessRetired(DeclaredSource source, boolean patient, Instant now) {
    var reason = sources.get(source.name()).retiredReason();
    return reason == null
        ? alone(source, false, patient, now)
        : new Tally()
            .report(
                source,
                Outcome.SKIPPED,
                "%s; `courant pull %s` tries it again".formatted(reason, source.name()));
  }

  private PullReport alone(
      DeclaredSource source, boolean withdrawalsAllowed, boolean patient, Instant now) {
    var turn = new SourceTurns.Turn(source.name(), host(source), patient);
    return alone(source, turn, () -> reading.pull(source, withdrawalsAllowed, now));
  }

  private PullReport alone(
      DeclaredSource source, SourceTurns.Turn turn, Supplier<PullReport> read) {
    if (source.kind() == SourceKind.PUSH) {
      return new Tally().report(source, Outcome.SKIPPED, "its articles are pushed, not pulled");
    }
    // A waking that waited for a place would keep a thread of the scheduler from what else is due.
    if (!turn.patient() && !places.tryAcquire()) {
      return new Tally()
          .report(source, Outcome.SKIPPED, AT_ONCE + " other sources are being pulled");
    }
    if (turn.patient()) {
      places.acquireUninterruptibly();
    }
    try {
      return turns.alone(turn, read, reason -> new Tally().report(source, Outcome.SKIPPED, reason));
    } finally {
      places.release();
    }
  }

  private void announce(List<PullReport> reports, Instant now) {
    if (reports.stream().anyMatch(PullReport::changedSomething)) {
      ledger.announce(now);
    }
  }
}
