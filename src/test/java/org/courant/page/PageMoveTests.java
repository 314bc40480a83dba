package org.courant.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.source.GivenSource;
import org.courant.source.PullReport;
import org.courant.source.Pulls;
import org.courant.source.SourceKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Articles whose pages move to other addresses stay the articles they are.
@CourantTest
class PageMoveTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final String TEXT =
      "Iron carries oxygen in the blood, and many women have too little.";

  private final String name = "moves-" + UUID.randomUUID();
  private final FakeSite server = new FakeSite();

  @Autowired private Pulls pulls;
  @Autowired private JdbcClient jdbc;

  PageMoveTests() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPageThatMovedIsTheSameArticleAtItsNewAddress() {
    publish("/old", "/other");
    pull(0);
    move("/old", "/new");
    list("/new", "/other");

    assertThat(pull(1).created()).isZero();
    assertThat(articles()).containsExactlyInAnyOrder(at("/new"), at("/other"));
    server.requests.clear();
    assertThat(pull(2).created()).isZero();
    assertThat(server.requests).doesNotContain("/old");
  }

  @Test
  void soIsOneWhoseOldAddressIsStillListed() {
    publish("/old", "/other");
    pull(0);
    move("/old", "/new");
    server.sitemap("/sitemap.xml", entry("/old", "2026-04-01"), entry("/other", "2026-03-01"));
    assertThat(pull(1).created()).isZero();

    list("/new", "/old", "/other");
    assertThat(pull(2).created()).isZero();
    assertThat(articles()).hasSize(2);
  }

  @Test
  void aWholeSiteThatMovesMakesNoSecondArticle() {
    var old = IntStream.range(0, 110).mapToObj(n -> "/old/" + n).toArray(String[]::new);
    publish(old);
    pull(0);
    assertThat(pull(1).created()).isEqualTo(10);
    for (var path : old) {
      move(path, path.replace("old", "new"));
    }
    list(IntStream.range(0, 110).mapToObj(n -> "/new/" + n).toArray(String[]::new));

    for (var turn = 2; turn < 6; turn++) {
      assertThat(pull(turn).created()).isZero();
    }
    assertThat(articles()).hasSize(110).allSatisfy(link -> assertThat(link).contains("/new/"));
  }

  @Test
  void aPageThatLeadsToAnotherArticleDoesNotTurnIntoIt() {
    publish("/old", "/other");
    pull(0);
    server.redirect("/old", "/new");
    server.article("/new", "Something else", "Nothing of the former is left, and this is new.");
    list("/new", "/other");

    assertThat(pull(1).created()).isEqualTo(1);
    assertThat(articles()).containsExactlyInAnyOrder(at("/old"), at("/other"), at("/new"));
  }

  @Test
  void aPageThatMerelyLeftTheListIsLookedAtOnceADay() {
    publish("/old", "/other");
    pull(0);
    list("/other");
    pull(1);
    server.requests.clear();

    pull(2);
    assertThat(server.requests).doesNotContain("/old");
    pull(1 + 24 * 4 + 1);
    assertThat(server.requests).contains("/old");
    assertThat(articles()).hasSize(2);
  }

  @Test
  void aSiteThatMovedToAnotherHostIsReadThereAndSaysSo() {
    publish("/a", "/b");
    server.moveFrom("localhost");
    var former = server.address("/").toString().replace("127.0.0.1", "localhost");

    var report = pulls.pull(GivenSource.of(name, SourceKind.SITE, former), false, NOW);
    assertThat(report.created()).isEqualTo(2);
    assertThat(report.problems())
        .singleElement()
        .asString()
        .startsWith("it says that it moved for good to " + server.address("/"));
  }

  private void publish(String... paths) {
    for (var path : paths) {
      server.article(path, "Title of " + path, TEXT);
    }
    list(paths);
  }

  private void move(String from, String to) {
    server.redirect(from, to);
    server.article(to, "Title of " + from, TEXT);
  }

  private void list(String... paths) {
    server.sitemap(
        "/sitemap.xml",
        List.of(paths).stream().map(path -> entry(path, "2026-03-01")).toArray(String[]::new));
  }

  private static String entry(String path, String lastmod) {
    return "<loc>SITE%s</loc><lastmod>%s</lastmod>".formatted(path, lastmod);
  }

  private String at(String path) {
    return server.address(path).toString();
  }

  private PullReport pull(int quarter) {
    var source = GivenSource.of(name, SourceKind.SITE, server.address("/"));
    return pulls.pull(source, false, NOW.plusSeconds(900L * quarter));
  }

  private List<String> articles() {
    return jdbc.sql(
            """
            select r.url
            from article a
            join article_revision r on r.article_id = a.id and r.revision = a.revision
            where a.site = :site and a.withdrawn_at is null
            """)
        .param("site", name)
        .query((rs, _) -> String.valueOf(rs.getString("url")))
        .list();
  }
}
