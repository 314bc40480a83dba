package org.courant.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.source.DeclaredSource;
import org.courant.source.GivenSource;
import org.courant.source.PullReport;
import org.courant.source.PullReport.Outcome;
import org.courant.source.Pulls;
import org.courant.source.SourceKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class SitePullTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final String TEXT =
      "Iron carries oxygen in the blood, and many women have too little.";

  private final String name = "site-" + UUID.randomUUID();
  private final FakeSite server = new FakeSite();
  private final List<String> listed = new ArrayList<>();
  private final Pulls pulls;
  private final JdbcClient jdbc;

  @Autowired
  SitePullTests(Pulls pulls, JdbcClient jdbc) throws IOException {
    this.pulls = pulls;
    this.jdbc = jdbc;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsTheArticlesOfTheSitemapAndThenOnlyChangedPages() {
    publish("/a", "2026-03-01");
    publish("/b", "2026-03-02");
    list("/about", "2026-01-01");
    server.put("/about", "text/html", "<title>About</title><p>Us</p>");
    var first = pull(NOW);
    assertThat(first.created()).isEqualTo(2);
    assertThat(first.failed()).isZero();

    server.requests.clear();
    listed.clear();
    list("/a", "2026-03-01");
    list("/about", "2026-01-01");
    list("/b", "2026-04-01");
    server.article("/b", "Title of /b", "Corrected, " + TEXT);
    assertThat(pull(NOW.plusSeconds(900)).changed()).isEqualTo(1);
    assertThat(server.requests).containsExactly("/robots.txt", "/sitemap.xml", "/b");
  }

  @Test
  void readsALargeSiteOverSeveralPulls() {
    IntStream.range(0, 130).forEach(n -> publish("/p" + n, "2026-03-01"));

    assertThat(pull(NOW).created()).isEqualTo(100);
    assertThat(firstRead()).isEmpty();
    assertThat(pull(NOW.plusSeconds(900)).created()).isEqualTo(30);
    assertThat(firstRead()).contains(NOW.plusSeconds(900));
  }

  @Test
  void withdrawsTheArticleOfAPageThatIsNeitherListedNorThere() {
    for (var path : List.of("/a", "/b", "/c")) {
      publish(path, "2026-03-01");
    }
    pull(NOW);
    listed.clear();
    list("/c", "2026-03-01");
    server.remove("/a");

    var report = pull(NOW.plusSeconds(900));
    assertThat(report.withdrawn()).isEqualTo(1);
    assertThat(report.outcome()).isEqualTo(Outcome.READ);
    assertThat(pull(NOW.plusSeconds(1800)).withdrawn()).isZero();
  }

  @Test
  void holdsAWithdrawalOfMoreThanAFifth() {
    for (var path : List.of("/a", "/b", "/c")) {
      publish(path, "2026-03-01");
    }
    pull(NOW);
    listed.clear();
    list("/c", "2026-03-01");
    server.remove("/a");
    server.remove("/b");

    var report = pull(NOW.plusSeconds(900));
    assertThat(report.outcome()).isEqualTo(Outcome.HELD);
    assertThat(report.problems().getFirst()).startsWith("2 of 3 articles have no page any more");
    assertThat(pulls.pull(source(), true, NOW.plusSeconds(1800)).withdrawn()).isEqualTo(2);
  }

  @Test
  void aPageThatFailsIsTriedAgainAndStopsNoOther() {
    publish("/a", "2026-03-01");
    publish("/b", "2026-03-01");
    server.fail("/a", 500);

    var report = pull(NOW);
    assertThat(report.created()).isEqualTo(1);
    assertThat(report.failed()).isEqualTo(1);
    server.article("/a", "Title of /a", TEXT);
    assertThat(pull(NOW.plusSeconds(900)).created()).isEqualTo(1);
  }

  @Test
  void looksAgainAtPagesWhoseSitemapTellsNoTimes() {
    publish("/a", null);
    pull(NOW);
    server.requests.clear();
    assertThat(pull(NOW.plusSeconds(900)).unchanged()).isZero();
    assertThat(server.requests).doesNotContain("/a");
    assertThat(pull(NOW.plus(Duration.ofDays(2))).unchanged()).isEqualTo(1);
  }

  @Test
  void visitsNoPageThatRobotsForbid() {
    publish("/a", "2026-03-01");
    publish("/members/b", "2026-03-01");
    server.put("/robots.txt", "text/plain", "User-agent: *\nDisallow: /members/");

    assertThat(pull(NOW).created()).isEqualTo(1);
    assertThat(server.requests).doesNotContain("/members/b");
  }

  private void publish(String path, @org.jspecify.annotations.Nullable String lastmod) {
    server.article(path, "Title of " + path, TEXT);
    list(path, lastmod);
  }

  private void list(String path, @org.jspecify.annotations.Nullable String lastmod) {
    listed.add(
        "<loc>SITE%s</loc>%s"
            .formatted(path, lastmod == null ? "" : "<lastmod>%s</lastmod>".formatted(lastmod)));
    server.sitemap("/sitemap.xml", listed.toArray(String[]::new));
  }

  private Optional<Instant> firstRead() {
    return jdbc.sql(
            "select first_read_at from source where name = :name and first_read_at is not null")
        .param("name", name)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  private PullReport pull(Instant now) {
    return pulls.pull(source(), false, now);
  }

  private DeclaredSource source() {
    return GivenSource.of(name, SourceKind.SITE, server.address("/"));
  }
}
