package org.courant.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.DAY;
import static org.courant.article.ItemDraft.item;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.courant.CourantTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class ArticlesTests {
  private static final Instant NOW = DAY.plus(Duration.ofDays(30));

  @Autowired private Ledger ledger;
  @Autowired private Articles articles;

  private void record(ItemDraft given) {
    ledger.record(given.incoming(), null, NOW);
  }

  @Test
  void recentOnesComeNewestFirstAndTiesByUri() {
    for (int i = 0; i < 6; i++) {
      var published = DAY.plus(Duration.ofDays(10 + i / 2));
      record(
          item("recent", "r" + i, null)
              .titled("Recent " + i)
              .published(published)
              .filed("research"));
    }
    record(item("recent", "gone", null).titled("Gone").filed("research").withdrawn());
    var found = articles.recent(Optional.of("research"), 1000);
    assertThat(found)
        .isSortedAccordingTo(
            Comparator.comparing(Article::published).reversed().thenComparing(Article::uri));
    assertThat(found)
        .extracting(Article::title)
        .contains("Recent 0", "Recent 5")
        .doesNotContain("Gone");
    assertThat(articles.recent(Optional.empty(), 1000)).containsAll(found);
    assertThat(articles.recent(Optional.of("research"), 2)).isEqualTo(found.subList(0, 2));
    assertThat(articles.recent(Optional.of("no-such-section"), 10)).isEmpty();
  }

  @Test
  void anArticleLeavesASectionItIsNoLongerFiledUnder() {
    record(item("refiled", "1", null).titled("Refiled").filed("research"));
    record(item("refiled", "1", null).titled("Refiled").filed("advice"));
    assertThat(articles.recent(Optional.of("research"), 1000))
        .extracting(Article::title)
        .doesNotContain("Refiled");
    assertThat(articles.recent(Optional.of("advice"), 1000))
        .filteredOn(article -> article.title().equals("Refiled"))
        .singleElement()
        .satisfies(article -> assertThat(article.sections()).isEqualTo(List.of("advice")));
  }
}
