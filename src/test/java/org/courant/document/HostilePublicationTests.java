package org.courant.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.courant.CourantTest;
import org.courant.article.Article;
import org.courant.article.Articles;
import org.courant.article.Ledger;
import org.courant.article.Ledger.Presence;
import org.courant.article.UnusableArticle;
import org.courant.publication.Publication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A publication of articles that came from the worst of sources through the ledger's cleaning, in
/// every format, against every rule. `-Dcourant.hostile=10000` makes more of them; the documents
/// stay in `target/feeds/hostile` for other validators.
@CourantTest
class HostilePublicationTests {
  private static final int COUNT = Integer.getInteger("courant.hostile", 200);
  private static final Instant NOW = Instant.parse("2026-11-05T10:00:00Z");
  private static final List<Place> PLACES =
      List.of(
          new Place.Current(Optional.of(7)),
          new Place.Archive(2, Optional.of(1), Optional.empty()),
          new Place.Delta());
  private static final Path WRITTEN = Path.of("target/feeds/hostile");

  @Autowired private Ledger ledger;
  @Autowired private Articles articles;
  @Autowired private Publication publication;

  private List<Article> published() {
    for (var item : new HostileArticles(20261101).make("hostile", COUNT)) {
      try {
        ledger.record(item, NOW, NOW);
      } catch (UnusableArticle e) {
        assertThat(e).hasMessage("has no title");
      }
    }
    var own =
        ledger.present("hostile").stream().map(Presence::articleId).collect(Collectors.toSet());
    return articles.recent(Optional.empty(), 1_000_000).stream()
        .filter(article -> own.contains(article.id()))
        .toList();
  }

  private FeedMetadata feed(int number, boolean summaries) {
    return new FeedMetadata(
        "hostile-" + number,
        "hostile-" + number,
        "Tests & <b>trials</b> &amp; more ]]>",
        "What \"they\" sent us: 1 < 2",
        publication.url("/"),
        Optional.of(publication.url("/icon.png")),
        summaries,
        Duration.ofHours(1),
        publication,
        Map.of("research", "Research & Studies"),
        NOW);
  }

  @Test
  void everyDocumentKeepsEveryRule() throws Exception {
    var all = published();
    assertThat(all).hasSizeGreaterThan(COUNT * 9 / 10);
    Files.createDirectories(WRITTEN);
    var broken = new TreeMap<String, String>();
    for (int from = 0; from < all.size(); from += 100) {
      var some = all.subList(from, Math.min(all.size(), from + 100));
      for (var summaries : List.of(false, true)) {
        for (var format : FeedFormat.values()) {
          check(feed(from / 100 * 2 + (summaries ? 1 : 0), summaries), format, some, broken);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static void check(
      FeedMetadata feed, FeedFormat format, List<Article> some, Map<String, String> broken)
      throws Exception {
    for (var place : PLACES) {
      var content = new FeedContent(some, List.of(), place);
      var document = FeedDocuments.write(format, feed, content);
      var name = feed.slug() + "-" + place.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      Files.write(WRITTEN.resolve(name + "." + format.extension()), document);
      var found = new ArrayList<String>();
      FeedDocuments.refusal(format, feed, content, document).ifPresent(found::add);
      found.addAll(
          format == FeedFormat.JSON
              ? JsonRules.broken(document)
              : FeedRules.broken(document, feed.self(format, place).toString(), NOW));
      // One example of each rule, short enough to be read.
      found.forEach(
          rule ->
              broken.putIfAbsent(
                  format.label() + " " + rule.split(" ", 2)[0],
                  rule.substring(0, Math.min(300, rule.length()))));
    }
  }
}
