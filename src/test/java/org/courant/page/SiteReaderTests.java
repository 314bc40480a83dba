package org.courant.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.courant.fetch.Fetcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SiteReaderTests {
  private final FakeSite server = new FakeSite();
  private final Fetcher fetcher = Fetcher.standalone();
  private final SiteReader reader = new SiteReader(fetcher, true);

  SiteReaderTests() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
    fetcher.close();
  }

  @Test
  void followsTheSitemapsOfRobotsThroughIndexesAndPackedFiles() throws PagesUnavailable {
    server.put(
        "/robots.txt",
        "text/plain",
        "User-agent: *\nDisallow: /members\nSitemap: %s\n"
            .formatted(server.address("/maps/all.xml")));
    server.index(
        "/maps/all.xml",
        "<loc>SITE/maps/posts.xml.gz</loc>",
        "<loc>SITE/maps/category-sitemap.xml</loc>",
        "<loc>SITE/maps/news.xml</loc>");
    server.packedSitemap(
        "/maps/posts.xml.gz",
        "<loc>SITE/a</loc><lastmod>2026-03-01</lastmod>",
        "<loc>SITE/b</loc><lastmod>2026-03-03T10:00:00Z</lastmod>",
        "<loc>SITE/members/c</loc>",
        "<loc>https://elsewhere.example/d</loc>");
    server.sitemap(
        "/maps/news.xml",
        """
        <loc>SITE/n?x=1&amp;y=2</loc><news:news><news:publication><news:name>H</news:name>
        <news:language>en</news:language></news:publication>
        <news:publication_date>2026-03-05T08:00:00+01:00</news:publication_date>
        <news:title>Iron &amp; oxygen</news:title></news:news>
        """);

    var site = reader.find(server.address("/"));
    assertThat(site.pages())
        .extracting(SitePage::address)
        .containsExactly(server.address("/n?x=1&y=2"), server.address("/b"), server.address("/a"));
    assertThat(site.pages().getFirst().news())
        .isEqualTo(new SitePage.News("Iron & oxygen", Instant.parse("2026-03-05T07:00:00Z"), "en"));
    assertThat(site.complete()).isTrue();
    assertThat(server.requests).doesNotContain("/maps/category-sitemap.xml");
  }

  @Test
  void looksInTheUsualPlaces() throws PagesUnavailable {
    server.sitemap("/wp-sitemap.xml", "<loc>/a</loc>");

    var site = reader.find(server.address("/"));
    assertThat(site.pages()).extracting(SitePage::address).containsExactly(server.address("/a"));
    assertThat(site.problems()).isEmpty();
    assertThat(site.complete()).isTrue();
  }

  @Test
  void aSitemapThatIsMissingMakesTheListIncomplete() throws PagesUnavailable {
    server.index("/sitemap.xml", "<loc>SITE/one.xml</loc>", "<loc>SITE/two.xml</loc>");
    server.sitemap("/one.xml", "<loc>SITE/a</loc>");
    server.fail("/two.xml", 500);

    var site = reader.find(server.address("/"));
    assertThat(site.pages()).hasSize(1);
    assertThat(site.complete()).isFalse();
    assertThat(site.problems()).singleElement().asString().contains("two.xml answers 500");
  }

  @Test
  void anIndexThatNamesItselfEnds() throws PagesUnavailable {
    server.index("/sitemap.xml", "<loc>SITE/sitemap.xml</loc>", "<loc>SITE/one.xml</loc>");
    server.sitemap("/one.xml", "<loc>SITE/a</loc>");

    assertThat(reader.find(server.address("/")).pages()).hasSize(1);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> reader.find(server.address("/")))
        .hasMessageContaining("has no sitemap");
    server.sitemap("/sitemap.xml", "<loc>SITE/a</loc>");
    server.put("/robots.txt", "text/plain", "User-agent: courant\nDisallow: /");
    assertThatThrownBy(() -> reader.find(server.address("/")))
        .hasMessageContaining("allows none of its pages");
    server.fail("/robots.txt", 503);
    assertThatThrownBy(() -> reader.find(server.address("/")))
        .hasMessageContaining("nobody knows what it allows");
  }

  /// The first is read in any case, or a slow site would never be.
  @Test
  void aWalkThatTakesTooLongGoesOnWithWhatItHas() throws PagesUnavailable {
    server.index("/sitemap.xml", "<loc>SITE/a.xml</loc>", "<loc>SITE/b.xml</loc>");
    server.sitemap("/a.xml", "<loc>SITE/a</loc>");
    server.sitemap("/b.xml", "<loc>SITE/b</loc>");
    server.put(
        "/robots.txt",
        "text/plain",
        "Sitemap: SITE/c.xml\nSitemap: SITE/sitemap.xml"
            .replace("SITE", server.address("").toString()));
    server.sitemap("/c.xml", "<loc>SITE/c</loc>");

    var site = new SiteReader(fetcher, true, Duration.ZERO).find(server.address("/"));
    assertThat(site.pages()).extracting(SitePage::address).containsExactly(server.address("/c"));
    assertThat(site.complete()).isFalse();
    assertThat(site.problems()).singleElement().asString().contains("take longer than");
    assertThat(server.requests).containsExactly("/robots.txt", "/c.xml");
  }

  @Test
  void aServerThatAsksToBeLeftAloneIsAskedForNoOtherSitemap() {
    server.index("/sitemap.xml", "<loc>SITE/one.xml</loc>", "<loc>SITE/two.xml</loc>");
    server.busy("/one.xml");
    server.sitemap("/two.xml", "<loc>SITE/a</loc>");

    var refusal =
        catchThrowableOfType(
            PagesUnavailable.class, () -> reader.find(server.address("/sitemap.xml")));

    assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(2));
    assertThat(refusal.ofHost()).isTrue();
    assertThat(refusal).hasMessageContaining("/one.xml answers 429");
    assertThat(server.requests).doesNotContain("/two.xml");
  }

  @Test
  void tellsArticlesFromOtherPages() {
    server.article(
        "/a", "Iron", "Iron carries oxygen in the blood, and many women have too little of it.");
    server.put("/b", "text/html", "<title>About</title><p>Us</p>");
    server.put("/c", "application/pdf", "%PDF");
    server.fail("/d", 500);

    assertThat(visit("/a")).isInstanceOf(SiteReader.Visit.Read.class);
    assertThat(visit("/b")).isInstanceOf(SiteReader.Visit.Other.class);
    assertThat(visit("/c")).isInstanceOf(SiteReader.Visit.Other.class);
    assertThat(visit("/d")).isInstanceOf(SiteReader.Visit.Failed.class);
    assertThat(visit("/e")).isInstanceOf(SiteReader.Visit.Missing.class);
  }

  private SiteReader.Visit visit(String path) {
    URI address = server.address(path);
    return reader.visit(new SitePage(address, null, null, null));
  }
}
