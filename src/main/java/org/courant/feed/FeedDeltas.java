package org.courant.feed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.courant.article.Article;
import org.courant.document.FeedContent;
import org.courant.document.FeedDocuments;
import org.courant.document.FeedFormat;
import org.courant.document.Place;
import org.courant.document.Withdrawn;
import org.springframework.stereotype.Component;

/// What is new to a reader who has an older version of a feed (RFC 3229 with the instance
/// manipulation `feed`). Each is made once and kept while there is room; versions that nobody knows
/// cost nothing.
@Component
public class FeedDeltas {
  /// In bytes, of all copies together.
  private static final long ROOM = 32L << 20;

  private final Feeds feeds;
  private final FormerVersions formers;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final ReentrantLock making = new ReentrantLock();
  private final KeptDeltas made = new KeptDeltas(ROOM);

  FeedDeltas(Feeds feeds, FormerVersions formers) {
    this.feeds = feeds;
    this.formers = formers;
  }

  /// What to send.
  public sealed interface Delta {
    /// A whole and valid document that holds only what is new.
    record Fresh(FeedDocument document) implements Delta {}

    /// The reader has everything that this format can say.
    record Nothing() implements Delta {}

    /// What the reader has is not known any more, or everything is new.
    record Whole() implements Delta {}
  }

  record Key(String version, String former, String slug, FeedFormat format) {}

  /// The versions that a reader of the current one may have had before.
  private record Known(FeedVersion current, Set<String> formers) {}

  /// @param former the version that the reader has
  public Delta between(String former, FeedVersion current, FeedFormat format) {
    if (former.equals(current.version())) {
      return new Delta.Nothing();
    }
    if (!formers(current).contains(former)) {
      return new Delta.Whole();
    }
    var key = new Key(current.version(), former, current.slug(), format);
    var held = made.get(key);
    return held.isPresent() ? held.get() : make(key, current);
  }

  /// One at a time: after a change, many readers ask for the same.
  private Delta make(Key key, FeedVersion current) {
    making.lock();
    try {
      var held = made.get(key);
      if (held.isPresent()) {
        return held.get();
      }
      var delta = make(key.former(), current, key.format());
      delta.ifPresent(one -> made.put(key, one));
      return delta.orElseGet(Delta.Whole::new);
    } finally {
      making.unlock();
    }
  }

  private Set<String> formers(FeedVersion current) {
    var held = known.get(current.slug());
    if (held == null || !held.current().version().equals(current.version())) {
      held = new Known(current, formers.versions(current.slug()));
      known.put(current.slug(), held);
    }
    return held.formers();
  }

  /// Nothing where it cannot be said now.
  private Optional<Delta> make(String former, FeedVersion current, FeedFormat format) {
    var had = formers.find(current.slug(), former);
    // The articles may have moved on since this version was built; the next one is under way then.
    var build =
        feeds.build(current.slug()).filter(one -> one.plan().version().equals(current.version()));
    if (had.isEmpty() || build.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(write(had.get(), build.get(), format));
  }

  private static Delta write(FormerVersion had, FeedBuild build, FeedFormat format) {
    var content = build.content();
    var articles = fresh(content.articles(), had);
    var withdrawn =
        format == FeedFormat.ATOM ? withdrawn(content.withdrawn(), had) : List.<Withdrawn>of();
    if (articles.isEmpty() && withdrawn.isEmpty()) {
      return new Delta.Nothing();
    }
    if (articles.size() == content.articles().size()) {
      return new Delta.Whole();
    }
    var fresh = new FeedContent(articles, withdrawn, new Place.Delta());
    var metadata = build.plan().metadata();
    var bytes = FeedDocuments.write(format, metadata, fresh);
    return FeedDocuments.refusal(format, metadata, fresh, bytes).isPresent()
        ? new Delta.Whole()
        : new Delta.Fresh(FeedDocument.of(bytes).packed());
  }

  private static List<Article> fresh(List<Article> articles, FormerVersion had) {
    return articles.stream()
        .filter(article -> !had.holds(article.uri(), article.revision()))
        .toList();
  }

  /// Last-Modified may be a moment later than the version really was built.
  private static List<Withdrawn> withdrawn(List<Withdrawn> withdrawn, FormerVersion had) {
    var since = had.lastModified().minusSeconds(2);
    return withdrawn.stream()
        .filter(gone -> had.revisions().containsKey(gone.uri()) || gone.at().isAfter(since))
        .toList();
  }
}
