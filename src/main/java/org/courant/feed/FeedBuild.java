package org.courant.feed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.courant.article.Article;
import org.courant.document.FeedContent;
import org.courant.document.FeedDocuments;
import org.courant.document.FeedFormat;

/// Makes a version of a feed, or says why it must not be served.
///
/// @param articles what the feed holds, in order
record FeedBuild(FeedDefinition feed, List<Article> articles) {
  /// An editor may empty a feed of one or two articles; more than that vanish by a mistake.
  private static final int COLLAPSE = 3;

  /// A version that was built, or the reason of its refusal.
  sealed interface Result {
    record Good(FeedVersion version) implements Result {}

    record Bad(String reason) implements Result {}
  }

  String version() {
    return feed.version(articles);
  }

  List<String> entries() {
    return articles.stream().map(Article::uri).toList();
  }

  /// @param stillPublished those of the articles in the version before that are not withdrawn
  Result run(Set<String> stillPublished, Instant now) {
    if (articles.isEmpty() && stillPublished.size() >= COLLAPSE) {
      return new Result.Bad(
          "is empty, although %d of the articles it held are still published"
              .formatted(stillPublished.size()));
    }
    var content = FeedContent.of(articles);
    Map<FeedFormat, FeedDocument> documents = new EnumMap<>(FeedFormat.class);
    for (var format : FeedFormat.values()) {
      // Whatever an article makes a writer do, the other feeds go on and this one keeps what it
      // has.
      byte[] bytes;
      try {
        bytes = FeedDocuments.write(format, feed.metadata(), content);
      } catch (RuntimeException e) {
        return new Result.Bad(format.label() + ": cannot be written, " + e);
      }
      Optional<String> refusal = FeedDocuments.refusal(format, feed.metadata(), content, bytes);
      if (refusal.isPresent()) {
        return new Result.Bad(refusal.get());
      }
      documents.put(format, FeedDocument.of(bytes));
    }
    return new Result.Good(
        new FeedVersion(
            feed.slug(), version(), entries(), documents, now.truncatedTo(ChronoUnit.SECONDS)));
  }
}
