package org.courant.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.courant.article.Articles;
import org.courant.feed.RebuildReport.Refusal;
import org.courant.selection.FeedItem;
import org.courant.selection.FeedPlan;
import org.courant.selection.Selection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Builds what changed: what each feed should say is read for all at once and compared with what is
/// published; texts are read and written only where the two differ.
@Component
class FeedRebuild {
  private static final Logger log = LoggerFactory.getLogger(FeedRebuild.class);

  /// Feeds whose texts and documents are in memory at one time.
  private static final int AT_ONCE = Math.max(4, Runtime.getRuntime().availableProcessors());

  private final Selection selection;
  private final FeedVersions versions;
  private final ServedFeeds served;
  private final FeedArchiveDocuments archives;
  private final Articles articles;
  private final FeedRefusals refusals;
  private final ReentrantLock rebuilding = new ReentrantLock();
  private volatile List<FeedPlan> latest = List.of();

  FeedRebuild(
      Selection selection,
      FeedVersions versions,
      ServedFeeds served,
      FeedArchiveDocuments archives,
      Articles articles,
      FeedRefusals refusals) {
    this.selection = selection;
    this.versions = versions;
    this.served = served;
    this.archives = archives;
    this.articles = articles;
    this.refusals = refusals;
  }

  RebuildReport run(Instant now) {
    rebuilding.lock();
    try {
      var report = build(now);
      if (!report.built().isEmpty()) {
        archives.forget();
      }
      return report;
    } finally {
      rebuilding.unlock();
    }
  }

  /// What the feed was to be when this node looked last.
  Optional<FeedBuild> latest(String slug) {
    return latest.stream()
        .filter(plan -> plan.slug().equals(slug))
        .findFirst()
        .map(
            plan ->
                new FeedBuild(
                    plan, articles.revisions(plan.items().stream().map(FeedItem::key).toList())));
  }

  private RebuildReport build(Instant now) {
    var built = new ArrayList<String>();
    var refused = new ArrayList<Refusal>();
    var plans = selection.refresh(now);
    var published = versions.published();
    var due = new ArrayList<FeedPlan>();
    latest = plans;
    for (var plan : plans) {
      if (plan.version().equals(before(plan, published).version())) {
        served.refresh(plan.slug(), plan.version());
      } else {
        due.add(plan);
      }
    }
    var texts = new LoadedArticles(articles);
    for (int from = 0; from < due.size(); from += AT_ONCE) {
      var some = due.subList(from, Math.min(due.size(), from + AT_ONCE));
      var drafts = some.stream().map(plan -> draft(plan, before(plan, published), texts)).toList();
      var results = written(drafts, now);
      for (int i = 0; i < drafts.size(); i++) {
        var slug = drafts.get(i).plan().slug();
        settle(drafts.get(i), results.get(i), now)
            .ifPresentOrElse(refused::add, () -> built.add(slug));
      }
    }
    return new RebuildReport(built, plans.size() - due.size(), refused);
  }

  private static FeedVersions.Published before(
      FeedPlan plan, Map<String, FeedVersions.Published> published) {
    return published.getOrDefault(plan.slug(), FeedVersions.Published.NOTHING);
  }

  /// All that writing a feed's new version takes.
  private record Draft(FeedBuild build, FeedVersions.Published before, Set<String> stillPublished) {
    FeedPlan plan() {
      return build.plan();
    }
  }

  private Draft draft(FeedPlan plan, FeedVersions.Published before, LoadedArticles texts) {
    var keys = plan.items().stream().map(FeedItem::key).toList();
    return new Draft(new FeedBuild(plan, texts.read(keys)), before, stillPublished(plan, before));
  }

  /// In the order of the drafts. No feed's documents depend on another's, and writing, checking and
  /// packing them is work for processors alone. On threads that are made here: those of the common
  /// pool do not see the libraries inside the jar.
  private static List<FeedBuild.Result> written(List<Draft> drafts, Instant now) {
    var tasks =
        drafts.stream()
            .<Callable<FeedBuild.Result>>map(
                draft -> () -> draft.build().run(draft.stillPublished(), now))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while feeds were written", e);
    }
  }

  private Optional<Refusal> settle(Draft draft, FeedBuild.Result result, Instant now) {
    return switch (result) {
      case FeedBuild.Result.Good(var version) -> {
        publish(draft, version);
        yield Optional.empty();
      }
      case FeedBuild.Result.Bad(var reason) -> {
        serveCurrent(draft.plan());
        yield Optional.of(refuse(draft.plan(), reason, now));
      }
    };
  }

  /// Nothing where the feed is to hold other articles by its definition.
  private Set<String> stillPublished(FeedPlan plan, FeedVersions.Published before) {
    if (!plan.terms().equals(before.terms())) {
      return Set.of();
    }
    return served
        .serving(plan.slug())
        .map(version -> articles.published(version.entries()))
        .orElse(Set.of());
  }

  private void publish(Draft draft, FeedVersion version) {
    var published = versions.publish(version, draft.before(), draft.plan().terms());
    if (published.isEmpty()) {
      serveCurrent(draft.plan());
      return;
    }
    selection.shown(draft.plan());
    served.serve(published.get());
  }

  /// Another node may have been faster; its bytes are then the ones to serve.
  private void serveCurrent(FeedPlan plan) {
    versions.current(plan.slug()).ifPresent(version -> served.refresh(plan.slug(), version));
  }

  private Refusal refuse(FeedPlan plan, String reason, Instant now) {
    if (refusals.refuse(plan.slug(), plan.version(), plan.uris(), reason, now)) {
      log.warn(
          "Feed {} keeps its last good version: the new one {} is refused: {}",
          plan.slug(),
          plan.version(),
          reason);
    }
    return new Refusal(plan.slug(), reason);
  }
}
