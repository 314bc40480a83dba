package org.courant.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.courant.CourantTest;
import org.courant.article.Article;
import org.courant.article.Articles;
import org.courant.article.Ledger;
import org.courant.article.Ledger.Presence;
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
  private static final Path WRITTEN = Path.of("target/feeds/hostile");

  @Autowired private Ledger ledger;
  @Autowired private Articles articles;
  @Autowired private Publication publication;

  private List<Article> published() {
    for (var item : new HostileArticles(20261101).make("hostile", COUNT)) {
      ledger.record(item, NOW, NOW);
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
    var broken = new LinkedHashSet<String>();
    for (int from = 0; from < all.size(); from += 100) {
      var some = all.subList(from, Math.min(all.size(), from + 100));
      for (var summaries : List.of(false, true)) {
        for (var format : FeedFormat.values()) {
          check(feed(from / 100 * 2 + (summaries ? 1 : 0), summaries), format, some, broken);
        }
      }
    }
    assertThat(new ArrayList<>(broken).subList(0, Math.min(20, broken.size()))).isEmpty();
  }

  private static void check(
      FeedMetadata feed, FeedFormat format, List<Article> some, Set<String> broken)
      throws Exception {
    var content = new FeedContent(some, List.of(), new Place.Current(Optional.of(7)));
    var document = FeedDocuments.write(format, feed, content);
    Files.write(WRITTEN.resolve(feed.slug() + "." + format.extension()), document);
    FeedDocuments.refusal(format, feed, content, document).ifPresent(broken::add);
    if (format != FeedFormat.JSON) {
      broken.addAll(FeedRules.broken(document, feed.address(format).toString(), NOW));
    }
  }
}
