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
import org.courant.selection.FeedPlan;

/// Makes a version of a feed, or says why it must not be served.
///
/// @param articles those of the plan's items, in order
record FeedBuild(FeedPlan plan, List<Article> articles) {
  /// An editor may take one or two articles out of a feed; more than that vanish by a mistake.
  private static final int COLLAPSE = 3;

  /// A version that was built, or the reason of its refusal.
  sealed interface Result {
    record Good(FeedVersion version) implements Result {}

    record Bad(String reason) implements Result {}
  }

  FeedContent content() {
    return plan.content(articles);
  }

  /// @param stillPublished those of the articles in the version before that are not withdrawn;
  ///   empty where the feed is defined otherwise since, so that there is nothing to compare with
  Result run(Set<String> stillPublished, Instant now) {
    var against = history(stillPublished);
    if (against.isPresent()) {
      return new Result.Bad(against.get());
    }
    var content = content();
    Map<FeedFormat, FeedDocument> documents = new EnumMap<>(FeedFormat.class);
    for (var format : FeedFormat.values()) {
      switch (document(format, content)) {
        case Written.Fine(var bytes) -> documents.put(format, FeedDocument.of(bytes));
        case Written.Refused(var reason) -> {
          return new Result.Bad(reason);
        }
      }
    }
    return new Result.Good(
        new FeedVersion(
                plan.slug(),
                plan.version(),
                plan.uris(),
                plan.items().stream().map(item -> item.key().revision()).toList(),
                documents,
                now.truncatedTo(ChronoUnit.SECONDS))
            .packed());
  }

  private sealed interface Written {
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Fine(byte[] bytes) implements Written {}

    record Refused(String reason) implements Written {}
  }

  /// Whatever an article makes a writer do, the other feeds go on and this one keeps what it has.
  private Written document(FeedFormat format, FeedContent content) {
    try {
      var bytes = FeedDocuments.write(format, plan.metadata(), content);
      return FeedDocuments.refusal(format, plan.metadata(), content, bytes)
          .<Written>map(Written.Refused::new)
          .orElseGet(() -> new Written.Fine(bytes));
    } catch (RuntimeException e) {
      return new Written.Refused(format.label() + ": cannot be written, " + e);
    }
  }

  /// Why it cannot follow the version before.
  private Optional<String> history(Set<String> stillPublished) {
    for (int i = 0; i < articles.size(); i++) {
      var shown = plan.items().get(i).uri();
      if (!articles.get(i).uri().equals(shown)) {
        return Optional.of(
            "gives the article %s another id: %s".formatted(shown, articles.get(i).uri()));
      }
    }
    var lost = stillPublished.stream().filter(uri -> !plan.uris().contains(uri)).count();
    if (lost < COLLAPSE || articles.size() * 2 > stillPublished.size()) {
      return Optional.empty();
    }
    return Optional.of(
        articles.isEmpty()
            ? "is empty, although %d of the articles it held are still published".formatted(lost)
            : "holds %d articles, although %d others that it held are still published"
                .formatted(articles.size(), lost));
  }
}
