package org.courant.selection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.courant.article.ArticleFilter;
import org.courant.article.Articles;
import org.courant.article.FiledArticle;
import org.courant.selection.FeedFilings.Match;
import org.courant.selection.FeedFilings.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Holds articles against filters: an article when it changed, every article when a filter did. So
/// one new article costs what one article costs, however many there are. The archives follow in the
/// same transaction, so that no article is in neither document nor archive.
@Component
class FeedMatching {
  /// Texts in memory at one time.
  private static final int BLOCK = 200;

  private final FeedRegister register;
  private final FeedFilings filings;
  private final FeedArchives archives;
  private final Articles articles;

  FeedMatching(
      FeedRegister register, FeedFilings filings, FeedArchives archives, Articles articles) {
    this.register = register;
    this.filings = filings;
    this.archives = archives;
    this.articles = articles;
  }

  /// @param definitions gives a feed's filter by its slug
  @Transactional
  void run(Instant now, Function<String, ArticleFilter> definitions) {
    register.lock();
    var filters =
        register.active().values().stream()
            .collect(Collectors.toMap(KnownFeed::id, feed -> definitions.apply(feed.slug())));
    var fresh = filings.unmatched();
    if (!fresh.isEmpty()) {
      filings.forgetArchives(fresh);
      matchAll(only(filters, fresh));
      filings.matched(fresh);
    }
    var others = new ArrayList<>(filters.keySet());
    others.removeAll(fresh);
    var withdrawn = matchChanged(only(filters, others));
    if (!fresh.isEmpty()) {
      filings.measured();
    }
    archives.replace(withdrawn, now);
    archives.closeDue(now);
  }

  private static Map<Long, ArticleFilter> only(
      Map<Long, ArticleFilter> filters, Collection<Long> feeds) {
    return filters.entrySet().stream()
        .filter(entry -> feeds.contains(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void matchAll(Map<Long, ArticleFilter> filters) {
    long after = 0;
    for (var block = filings.all(after, BLOCK);
        !block.isEmpty();
        block = filings.all(after, BLOCK)) {
      match(filters, block);
      after = block.getLast().key().articleId();
    }
  }

  /// The changed articles that are withdrawn.
  private List<Long> matchChanged(Map<Long, ArticleFilter> filters) {
    List<Long> withdrawn = new ArrayList<>();
    long after = 0;
    for (var block = filings.changed(after, BLOCK);
        !block.isEmpty();
        block = filings.changed(after, BLOCK)) {
      match(filters, block);
      filings.seen(block);
      block.stream()
          .filter(state -> state.withdrawnAt() != null)
          .forEach(state -> withdrawn.add(state.key().articleId()));
      after = block.getLast().key().articleId();
    }
    return withdrawn;
  }

  private void match(Map<Long, ArticleFilter> filters, List<State> block) {
    if (filters.isEmpty()) {
      return;
    }
    var filed = articles.filed(block.stream().map(State::key).toList());
    List<Match> matches = new ArrayList<>();
    filters.forEach(
        (feed, filter) ->
            filed.stream()
                .filter(filter::matches)
                .forEach(one -> matches.add(new Match(feed, one.article().id()))));
    filings.file(filters.keySet(), filed.stream().map(FiledArticle::article).toList(), matches);
  }
}
