package org.courant.feed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
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

  /// Begins to write the documents, each by itself; the result waits for all of them.
  ///
  /// @param stillPublished those of the articles in the version before that are not withdrawn;
  ///   empty where the feed is defined otherwise since, so that there is nothing to compare with
  Supplier<Result> begin(Set<String> stillPublished, Instant now, Executor workers) {
    var against = history(stillPublished);
    if (against.isPresent()) {
      return () -> new Result.Bad(against.get());
    }
    var content = content();
    Map<FeedFormat, CompletableFuture<Written>> begun = new EnumMap<>(FeedFormat.class);
    for (var format : FeedFormat.values()) {
      begun.put(format, CompletableFuture.supplyAsync(() -> document(format, content), workers));
    }
    return () -> result(begun, now);
  }

  private Result result(Map<FeedFormat, CompletableFuture<Written>> begun, Instant now) {
    Map<FeedFormat, FeedDocument> documents = new EnumMap<>(FeedFormat.class);
    for (var format : begun.entrySet()) {
      switch (format.getValue().join()) {
        case Written.Fine(var document) -> documents.put(format.getKey(), document);
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
            now.truncatedTo(ChronoUnit.SECONDS)));
  }

  private sealed interface Written {
    record Fine(FeedDocument packed) implements Written {}

    record Refused(String reason) implements Written {}
  }

  /// Whatever an article makes a writer do, the other feeds go on and this one keeps what it has.
  private Written document(FeedFormat format, FeedContent content) {
    try {
      var bytes = FeedDocuments.write(format, plan.metadata(), content);
      return FeedDocuments.refusal(format, plan.metadata(), content, bytes)
          .<Written>map(Written.Refused::new)
          .orElseGet(() -> new Written.Fine(FeedDocument.of(bytes).packed()));
    } catch (RuntimeException | StackOverflowError e) {
      return new Written.Refused(format.label() + ": cannot be written, " + e);
    }
  }

  /// Whether so much is gone from a version that one has to ask whether it still is published.
  boolean loses(List<String> before) {
    return lost(before) >= COLLAPSE;
  }

  private long lost(Collection<String> before) {
    var now = new HashSet<>(plan.uris());
    return before.stream().filter(uri -> !now.contains(uri)).count();
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
    long lost = lost(stillPublished);
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
