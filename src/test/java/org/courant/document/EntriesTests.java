package org.courant.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.courant.article.Article;
import org.courant.article.Enclosure;
import org.junit.jupiter.api.Test;

class EntriesTests {
  private static final EntryStyle STYLE = EntryStyle.of(Sample.feed());

  private static Article article(int number, String html) {
    return Sample.article(number, "Title", html, "en", null, null, null);
  }

  @Test
  void writesAnArticleOnce() {
    var entries = new Entries(1_000_000);
    var first = entries.entry(FeedFormat.RSS, article(1, "<p>x</p>"), STYLE);
    assertThat(entries.entry(FeedFormat.RSS, article(1, "<p>x</p>"), STYLE)).isSameAs(first);
    assertThat(entries.entry(FeedFormat.RDF, article(1, "<p>x</p>"), STYLE)).isNotSameAs(first);
  }

  @Test
  void doesNotBelieveANumber() {
    var entries = new Entries(1_000_000);
    entries.entry(FeedFormat.ATOM, article(1, "<p>said first</p>"), STYLE);
    var other = entries.entry(FeedFormat.ATOM, article(1, "<p>said then</p>"), STYLE);
    assertThat(new String(other.bytes(), UTF_8)).contains("said then");
    var again = entries.entry(FeedFormat.ATOM, article(1, "<p>said first</p>"), STYLE);
    assertThat(new String(again.bytes(), UTF_8)).contains("said first");
  }

  @Test
  void noticesAnotherFile() {
    var entries = new Entries(1_000_000);
    var silent = article(1, "<p>x</p>");
    entries.entry(FeedFormat.RSS, silent, STYLE);
    var spoken =
        Sample.enclosing(
            silent, new Enclosure(URI.create("https://example.org/1.mp3"), null, null));
    assertThat(new String(entries.entry(FeedFormat.RSS, spoken, STYLE).bytes(), UTF_8))
        .contains("<enclosure ");
  }

  @Test
  void keepsNoMoreThanItMay() {
    var entries = new Entries(50_000);
    var last = entries.entry(FeedFormat.RSS, article(0, "<p>x</p>"), STYLE);
    for (int i = 1; i < 200; i++) {
      last = entries.entry(FeedFormat.RSS, article(i, "<p>" + "long ".repeat(100) + "</p>"), STYLE);
      assertThat(entries.weight()).isBetween(1L, 50_000L);
    }
    var kept = article(199, "<p>" + "long ".repeat(100) + "</p>");
    assertThat(entries.entry(FeedFormat.RSS, kept, STYLE)).isSameAs(last);
  }
}
