package org.courant.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.courant.article.Article;
import org.courant.document.Sample;
import org.courant.selection.FeedItem;
import org.courant.selection.FeedPlan;
import org.junit.jupiter.api.Test;

/// Promise 10: a feed is never replaced by a worse one.
class FeedBuildTests {
  private static final Instant NOW = Sample.DAY.plusSeconds(86_400);

  @Test
  void refusesARelativeAddressInAText() {
    assertThat(run(List.of(article(1, "<p><a href=\"/lost\">x</a></p>")), Set.of()))
        .isEqualTo(
            new FeedBuild.Result.Bad(
                "RSS: tag:example.org,2026:article/1 holds the address \"/lost\""));
  }

  @Test
  void refusesToBecomeEmptyWhileItsArticlesLive() {
    assertThat(run(List.of(), Set.of("a", "b", "c")))
        .isEqualTo(
            new FeedBuild.Result.Bad(
                "is empty, although 3 of the articles it held are still published"));
    assertThat(run(List.of(), Set.of())).isInstanceOf(FeedBuild.Result.Good.class);
  }

  @Test
  void refusesToLoseHalfOfWhatItHeldWhileThatLives() {
    assertThat(run(articles(5), uris(10)))
        .isEqualTo(
            new FeedBuild.Result.Bad(
                "holds 5 articles, although 5 others that it held are still published"));
    assertThat(run(articles(6), uris(10))).isInstanceOf(FeedBuild.Result.Good.class);
  }

  @Test
  void mayHoldOnlyOtherArticlesWhenThereAreAsMany() {
    assertThat(run(articles(4), Set.of("a", "b", "c", "d")))
        .isInstanceOf(FeedBuild.Result.Good.class);
  }

  @Test
  void refusesAnArticleUnderAnotherIdThanBefore() {
    var article = article(1, "<p>x</p>");
    var item = new FeedItem(article.key(), "tag:example.org,2026:article/0", article.published());
    var plan = new FeedPlan(1, Sample.feed(), "", List.of(item), List.of(), 0);
    assertThat(new FeedBuild(plan, List.of(article)).begin(Set.of(), NOW, Runnable::run).get())
        .isEqualTo(
            new FeedBuild.Result.Bad(
                "gives the article tag:example.org,2026:article/0 another id: tag:example.org,2026:article/1"));
  }

  @Test
  void oneArticleTwiceIsRefused() {
    assertThat(run(List.of(article(1, "<p>x</p>"), article(1, "<p>x</p>")), Set.of()))
        .isEqualTo(new FeedBuild.Result.Bad("RSS: holds one id twice"));
  }

  private static FeedBuild.Result run(List<Article> articles, Set<String> still) {
    var items =
        articles.stream()
            .map(article -> new FeedItem(article.key(), article.uri(), article.published()))
            .toList();
    return new FeedBuild(new FeedPlan(1, Sample.feed(), "", items, List.of(), 0), articles)
        .begin(still, NOW, Runnable::run)
        .get();
  }

  private static List<Article> articles(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> article(i, "<p>x</p>")).toList();
  }

  private static Set<String> uris(int count) {
    return articles(count).stream().map(Article::uri).collect(Collectors.toSet());
  }

  private static Article article(int number, String html) {
    return Sample.article(number, "Title", html, "en", null, null, null);
  }
}
