package org.courant.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  private final Selection selection;
  private final FeedVersions versions;
  private final ServedFeeds served;
  private final FeedArchiveDocuments archives;
  private final Articles articles;
  private final ReentrantLock rebuilding = new ReentrantLock();
  private volatile List<FeedPlan> latest = List.of();

  FeedRebuild(
      Selection selection,
      FeedVersions versions,
      ServedFeeds served,
      FeedArchiveDocuments archives,
      Articles articles) {
    this.selection = selection;
    this.versions = versions;
    this.served = served;
    this.archives = archives;
    this.articles = articles;
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
    var texts = new LoadedArticles(articles);
    latest = plans;
    for (var plan : plans) {
      var before = published.getOrDefault(plan.slug(), FeedVersions.Published.NOTHING);
      if (plan.version().equals(before.version())) {
        served.refresh(plan.slug(), plan.version());
      } else {
        build(plan, before, texts, now).ifPresentOrElse(refused::add, () -> built.add(plan.slug()));
      }
    }
    return new RebuildReport(built, plans.size() - built.size() - refused.size(), refused);
  }

  private Optional<Refusal> build(
      FeedPlan plan, FeedVersions.Published before, LoadedArticles texts, Instant now) {
    var keys = plan.items().stream().map(FeedItem::key).toList();
    var result = new FeedBuild(plan, texts.read(keys)).run(stillPublished(plan, before), now);
    var refusal =
        switch (result) {
          case FeedBuild.Result.Good(var version) -> {
            publish(plan, before, version);
            yield Optional.<Refusal>empty();
          }
          case FeedBuild.Result.Bad(var reason) -> Optional.of(refuse(plan, reason, now));
        };
    versions.current(plan.slug()).ifPresent(version -> served.refresh(plan.slug(), version));
    return refusal;
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

  private void publish(FeedPlan plan, FeedVersions.Published before, FeedVersion version) {
    // Another node may have been faster; its bytes are then the ones to serve.
    if (versions.publish(version, before, plan.terms())) {
      selection.shown(plan);
    }
  }

  private Refusal refuse(FeedPlan plan, String reason, Instant now) {
    if (versions.refuse(plan.slug(), plan.version(), plan.uris(), reason, now)) {
      log.warn(
          "Feed {} keeps its last good version: the new one {} is refused: {}",
          plan.slug(),
          plan.version(),
          reason);
    }
    return new Refusal(plan.slug(), reason);
  }
}
