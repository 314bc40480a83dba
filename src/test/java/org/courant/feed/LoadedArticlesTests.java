package org.courant.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.item;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.article.Article;
import org.courant.article.Articles;
import org.courant.article.Ledger;
import org.courant.article.RevisionKey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class LoadedArticlesTests {
  private static final Instant NOW = Instant.parse("2034-03-03T08:00:00Z");

  @Autowired private Articles articles;
  @Autowired private Ledger ledger;
  @Autowired private JdbcClient jdbc;

  @Test
  void readsARevisionOnce() {
    var keys = record("once", 3, "short");
    var loaded = new LoadedArticles(articles, 1_000_000);
    var first = loaded.read(keys);
    assertThat(first).extracting(Article::key).containsExactlyElementsOf(keys);
    var again = loaded.read(List.of(keys.get(2), keys.get(0)));
    assertThat(again.getFirst()).isSameAs(first.get(2));
    assertThat(again.getLast()).isSameAs(first.getFirst());
    assertThat(loaded.read(List.of(new RevisionKey(-1, 1)))).isEmpty();
  }

  @Test
  void keepsNoMoreThanItMayAndGivesAllThatIsAskedFor() {
    var keys = record("many", 8, "long ".repeat(100));
    var loaded = new LoadedArticles(articles, 4_000);
    var first = loaded.read(keys);
    assertThat(first).extracting(Article::key).containsExactlyElementsOf(keys);
    var again = loaded.read(keys);
    assertThat(again).isEqualTo(first);
    assertThat(again.getLast()).isSameAs(first.getLast());
    assertThat(again.getFirst()).isNotSameAs(first.getFirst());
  }

  private List<RevisionKey> record(String site, int count, String text) {
    IntStream.range(0, count).forEach(number -> recordOne(site, number, text));
    return jdbc.sql("select id, revision from article where site = :site order by id")
        .param("site", "loaded-" + site)
        .query((row, _) -> new RevisionKey(row.getLong("id"), row.getInt("revision")))
        .list();
  }

  private void recordOne(String site, int number, String text) {
    ledger.record(
        item("loaded-" + site, "" + number, "/" + site + "/" + number)
            .titled(site + " " + number)
            .summarised(null)
            .saying("<p>" + text + "</p>")
            .published(NOW.plusSeconds(number))
            .incoming(),
        null,
        NOW);
  }
}
