package org.courant.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.courant.article.Articles;
import org.courant.feed.FeedVersions.Next;
import org.courant.feed.RebuildReport.Refusal;
import org.courant.selection.FeedItem;
import org.courant.selection.FeedPlan;
import org.courant.selection.Selection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/// Builds what changed: what each feed should say is read for all at once and compared with what is
/// published; texts are read and written only where the two differ.
@Component
class FeedRebuild {
  private static final Logger log = LoggerFactory.getLogger(FeedRebuild.class);

  /// Feeds whose documents are in memory at one time, and that are published together.
  private static final int AT_ONCE = 8;

  /// In characters: what several feeds of a hundred long articles hold.
  private static final long TEXTS = Math.min(16_000_000, Runtime.getRuntime().maxMemory() / 32);

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Selection selection;
  private final FeedVersions versions;
  private final ServedFeeds served;
  private final FeedArchiveDocuments archives;
  private final Articles articles;
  private final FeedRefusals refusals;
  private final LoadedArticles texts;
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
    this.texts = new LoadedArticles(articles, TEXTS);
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
    for (int from = 0; from < due.size(); from += AT_ONCE) {
      var some = due.subList(from, Math.min(due.size(), from + AT_ONCE));
      var drafts = some.stream().map(plan -> draft(plan, before(plan, published))).toList();
      refused.addAll(settle(drafts, written(drafts, now), now));
    }
    var failed = refused.stream().map(Refusal::slug).toList();
    var built = due.stream().map(FeedPlan::slug).filter(slug -> !failed.contains(slug)).toList();
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

  private Draft draft(FeedPlan plan, FeedVersions.Published before) {
    var build = new FeedBuild(plan, texts.read(plan.items().stream().map(FeedItem::key).toList()));
    return new Draft(build, before, stillPublished(build, before));
  }

  /// Nothing where the feed is to hold other articles by its definition, or hardly loses any.
  private Set<String> stillPublished(FeedBuild build, FeedVersions.Published before) {
    if (!build.plan().terms().equals(before.terms())) {
      return Set.of();
    }
    return served
        .serving(build.plan().slug())
        .filter(version -> build.loses(version.entries()))
        .map(version -> articles.published(version.entries()))
        .orElse(Set.of());
  }

  /// In the order of the drafts. Writing, checking and packing is work for processors alone, and
  /// done on threads that the operating system takes turns with: virtual ones would keep the
  /// processors from who answers requests. They are made here: those of the common pool do not see
  /// the libraries inside the jar.
  private static List<FeedBuild.Result> written(List<Draft> drafts, Instant now) {
    try (var workers = Executors.newFixedThreadPool(PROCESSORS)) {
      var begun =
          drafts.stream()
              .map(draft -> draft.build().begin(draft.stillPublished(), now, workers))
              .toList();
      return begun.stream().map(Supplier::get).toList();
    }
  }

  /// Gives those that are not published.
  private List<Refusal> settle(List<Draft> drafts, List<FeedBuild.Result> results, Instant now) {
    var refused = new ArrayList<Refusal>();
    Map<FeedPlan, Next> good = new LinkedHashMap<>();
    for (int i = 0; i < drafts.size(); i++) {
      var draft = drafts.get(i);
      var plan = draft.plan();
      switch (results.get(i)) {
        case FeedBuild.Result.Good(var version) ->
            good.put(plan, new Next(version, draft.before(), plan.terms()));
        case FeedBuild.Result.Bad(var reason) -> {
          serveCurrent(plan.slug());
          refused.add(refuse(plan, reason, now));
        }
      }
    }
    refused.addAll(publish(good));
    return refused;
  }

  /// All in one commit; where the database refuses that, each by itself, so that no feed spoils
  /// another.
  private List<Refusal> publish(Map<FeedPlan, Next> good) {
    try {
      serve(good);
      return List.of();
    } catch (DataIntegrityViolationException e) {
      if (good.size() > 1) {
        return good.entrySet().stream()
            .flatMap(one -> publish(Map.ofEntries(one)).stream())
            .toList();
      }
      return good.keySet().stream().map(plan -> unstored(plan.slug(), e)).toList();
    }
  }

  private void serve(Map<FeedPlan, Next> good) {
    var published = versions.publish(List.copyOf(good.values()));
    published.forEach(served::serve);
    var slugs = published.stream().map(FeedVersion::slug).collect(Collectors.toSet());
    selection.shown(good.keySet().stream().filter(plan -> slugs.contains(plan.slug())).toList());
    // Another node was faster; its bytes are then the ones to serve.
    good.keySet().stream()
        .map(FeedPlan::slug)
        .filter(slug -> !slugs.contains(slug))
        .forEach(this::serveCurrent);
  }

  private void serveCurrent(String slug) {
    versions.current(slug).ifPresent(version -> served.refresh(slug, version));
  }

  private static Refusal unstored(String slug, DataIntegrityViolationException refused) {
    var reason = "cannot be stored: " + refused.getMostSpecificCause().getMessage();
    log.error("Feed {} keeps its last good version: the new one {}", slug, reason);
    return new Refusal(slug, reason);
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
