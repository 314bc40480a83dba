package org.courant.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.courant.article.Article;
import org.courant.document.Sample;
import org.junit.jupiter.api.Test;

/// Promise 10: a feed is never replaced by a worse one.
class FeedBuildTests {
  private static final Instant NOW = Sample.DAY.plusSeconds(86_400);

  @Test
  void refusesARelativeAddressInAText() {
    assertThat(run(List.of(article("<p><a href=\"/lost\">x</a></p>")), Set.of()))
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
  void oneArticleTwiceIsRefused() {
    assertThat(run(List.of(article("<p>x</p>"), article("<p>x</p>")), Set.of()))
        .isEqualTo(new FeedBuild.Result.Bad("RSS: holds one id twice"));
  }

  private static FeedBuild.Result run(List<Article> articles, Set<String> still) {
    return new FeedBuild(new FeedDefinition(Sample.feed(), Optional.empty()), articles)
        .run(still, NOW);
  }

  private static Article article(String html) {
    return Sample.article(1, "Title", html, "en", null, null, null);
  }
}
