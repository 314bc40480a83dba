package org.courant.document;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.courant.article.ArticleImage;
import org.courant.article.IncomingArticle;
import org.courant.article.IncomingArticle.NamedFile;
import org.jspecify.annotations.Nullable;

/// Items as the worst of sources would give them, the same ones for the same seed.
final class HostileArticles {
  private static final Instant BEGIN = Instant.parse("2001-02-03T04:05:06.789Z");
  private final Random random;

  HostileArticles(long seed) {
    this.random = new Random(seed);
  }

  List<IncomingArticle> make(String site, int count) {
    var articles = new ArrayList<IncomingArticle>();
    for (int i = 0; i < count; i++) {
      articles.add(article(site, i));
    }
    return articles;
  }

  private IncomingArticle article(String site, int number) {
    return new IncomingArticle(
        site,
        "hostile " + number + " " + one(HostileWords.WORDS),
        one(HostileWords.ADDRESSES),
        true,
        random.nextInt(50) == 0
            ? one(HostileWords.WORDS)
            : number + " " + some(HostileWords.WORDS, 3),
        random.nextInt(3) == 0 ? null : some(HostileWords.WORDS, 4),
        some(HostileWords.MARKUP, 8),
        URI.create("https://news.example.org/2026/11/article-" + number + ".html?x=1"),
        published(number),
        random.nextInt(5) == 0 ? BEGIN.plus(Duration.ofDays(number)) : null,
        list(HostileWords.AUTHORS, 3),
        list(HostileWords.WORDS, 4),
        picture(),
        files(),
        random.nextBoolean() ? null : one(HostileWords.LANGUAGES),
        random.nextInt(10) == 0 ? one(HostileWords.WORDS) : null,
        random.nextInt(10) == 0 ? some(HostileWords.WORDS, 3) : null,
        false);
  }

  /// Many at one instant, some before the web and some that are still to come.
  private Instant published(int number) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> BEGIN;
      case 3 -> Instant.EPOCH.minus(Duration.ofDays(random.nextInt(9999)));
      case 4 -> Instant.parse("1989-12-31T23:59:59.999Z");
      case 5, 6 -> Instant.parse("2199-01-01T00:00:00Z");
      default -> BEGIN.plus(Duration.ofHours(number));
    };
  }

  private @Nullable ArticleImage picture() {
    return random.nextInt(3) == 0
        ? new ArticleImage(
            URI.create("/pictures/x.jpg?size[]=" + random.nextInt(99)), one(HostileWords.WORDS))
        : null;
  }

  private List<NamedFile> files() {
    return list(HostileWords.ADDRESSES, 12).stream()
        .map(
            address ->
                new NamedFile(
                    random.nextBoolean() ? address : "/f/" + random.nextInt(99) + ".mp3",
                    random.nextBoolean() ? one(HostileWords.TYPES) : null,
                    random.nextBoolean() ? random.nextLong() : null,
                    random.nextBoolean() ? random.nextLong(9999) : null))
        .toList();
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private List<String> list(List<String> values, int most) {
    return random.ints(random.nextInt(most + 1), 0, values.size()).mapToObj(values::get).toList();
  }

  private String some(List<String> values, int most) {
    var text = new StringBuilder(one(values));
    list(values, most).forEach(more -> text.append(' ').append(more));
    return text.toString();
  }
}
