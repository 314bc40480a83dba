package org.courant.source;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.courant.article.Ledger;
import org.courant.article.UnusableArticle;
import org.courant.extract.Item;
import org.courant.publication.Publication;
import org.courant.publication.Secret;
import org.courant.source.PullReport.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What a publisher's own system hands in: recorded as a pull's items are, each request as one run
/// of its source.
@Component
public class PushedArticles {
  private static final Logger LOG = LoggerFactory.getLogger(PushedArticles.class);

  private final SourceSettings settings;
  private final Sources sources;
  private final SourceRuns runs;
  private final ItemRecording recording;
  private final Ledger ledger;
  private final Publication publication;

  PushedArticles(
      SourceSettings settings,
      Sources sources,
      SourceRuns runs,
      ItemRecording recording,
      Ledger ledger,
      Publication publication) {
    this.settings = settings;
    this.sources = sources;
    this.runs = runs;
    this.recording = recording;
    this.ledger = ledger;
    this.publication = publication;
  }

  /// What is asked for one article.
  public sealed interface Act {

    /// @param item with an id
    /// @param base what its relative addresses stand to
    record Show(Item item, URI base) implements Act {}

    record Withdraw(String id, String reason) implements Act {}

    /// Nothing that can be done, but for the record.
    record Nothing(String problem) implements Act {}
  }

  /// What came of an act.
  public sealed interface Result {

    /// @param uri the article's permanent one
    /// @param withheld whether an admin has withdrawn the article, which stays so
    /// @param warnings sentences that read on after the article's name
    record Done(Ledger.Outcome outcome, String uri, boolean withheld, List<String> warnings)
        implements Result {}

    /// @param fault reads on after the article's name
    record Refused(String fault) implements Result {}

    /// Nothing of that id is known to withdraw.
    record Unknown() implements Result {}

    /// It may be tried again.
    record Failed() implements Result {}
  }

  /// The name of the declared source that has this token.
  public Optional<String> source(Secret token) {
    DeclaredSource found = null;
    for (var source : settings.sources()) {
      // Every token is compared, so that the time taken tells nothing.
      if (source.token() != null && source.token().matches(token.value())) {
        found = source;
      }
    }
    return Optional.ofNullable(found).map(DeclaredSource::name);
  }

  /// Does it all, one article after the other, each in a transaction of its own, and tells the
  /// feeds at the end; one result an act.
  public List<Result> take(String name, List<Act> acts, Instant now) {
    return take(settings.named(name).orElseThrow(), acts, now);
  }

  List<Result> take(DeclaredSource source, List<Act> acts, Instant now) {
    sources.declare(source);
    var known = sources.get(source.name());
    var tally = new Tally();
    var results = new ArrayList<Result>();
    for (var act : acts) {
      results.add(result(act, source, known, tally, now));
    }
    var outcome =
        acts.stream().allMatch(Act.Nothing.class::isInstance) ? Outcome.FAILED : Outcome.READ;
    if (outcome == Outcome.READ) {
      sources.read(source.name(), new Sources.Reading(true, known.rhythm(), now), now);
    }
    var report = tally.report(source, outcome);
    runs.add(report, now);
    SourceReading.tell(report);
    if (report.changedSomething()) {
      ledger.announce(now);
    }
    return results;
  }

  private Result result(
      Act act, DeclaredSource source, SourceState known, Tally tally, Instant now) {
    try {
      return switch (act) {
        case Act.Show(var item, var base) ->
            show(new FoundItem(item, item.id(), false, base), source, known, tally, now);
        case Act.Withdraw(var id, var reason) ->
            ledger
                .withdraw(source.siteKey(), source.name(), id, reason, now)
                .map(recorded -> done(recorded, List.of(), tally))
                .orElseGet(() -> unknown(id, tally));
        case Act.Nothing(var problem) -> refused(problem, tally);
      };
    } catch (RuntimeException fault) {
      LOG.error("source {}: a pushed article cannot be recorded", source.name(), fault);
      tally.refused("an article cannot be recorded");
      return new Result.Failed();
    }
  }

  private Result show(
      FoundItem found, DeclaredSource source, SourceState known, Tally tally, Instant now) {
    try {
      var incoming = recording.incoming(found, source);
      var before = backCatalogueBefore(found.item(), source, known, now);
      return done(
          ledger.enter(incoming, ItemRecording.teller(found.item(), source), before, now),
          incoming.flaws(),
          tally);
    } catch (UnusableArticle fault) {
      tally.refused("%s %s".formatted(found.item().place(), fault.getMessage()));
      return new Result.Refused(String.valueOf(fault.getMessage()));
    }
  }

  private static Result done(Ledger.Recorded recorded, List<String> warnings, Tally tally) {
    tally.count(recorded.outcome());
    return new Result.Done(recorded.outcome(), recorded.uri(), recorded.withheld(), warnings);
  }

  private static Result refused(String problem, Tally tally) {
    tally.refused(problem);
    return new Result.Refused(problem);
  }

  private static Result unknown(String id, Tally tally) {
    tally.refused("`%s` is not known, so that there is nothing to withdraw".formatted(id));
    return new Result.Unknown();
  }

  /// What is dated before the first push is the back catalogue, however many requests bring it;
  /// what has no date is published by being pushed.
  private @Nullable Instant backCatalogueBefore(
      Item item, DeclaredSource source, SourceState known, Instant now) {
    if (item.published() == null && item.updated() == null) {
      return null;
    }
    if (source.digestFrom() != null) {
      return source.digestFrom().atStartOfDay(publication.zone()).toInstant();
    }
    return known.firstReadAt() == null ? now : known.firstReadAt();
  }
}
