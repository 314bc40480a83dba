package org.courant.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.feed.Feeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Feeds that are gone or have another name, and what may be asked of those that are there.
@CourantTest
class OtherAnswersTests {
  @Autowired private Feeds feeds;
  @Autowired private JdbcClient jdbc;
  @LocalServerPort private int port;

  private Wire wire;

  @BeforeEach
  void feedsThatAreThere() {
    wire = new Wire(port);
    feeds.rebuild(TestClock.START);
  }

  @Test
  void scriptsOfOtherSitesMayReadAndAskConditionally() throws IOException {
    var get = wire.get("/feeds/advice.json", "Origin: https://reader.example");
    assertThat(get.field("access-control-allow-origin")).isEqualTo("*");
    assertThat(get.field("access-control-expose-headers")).contains("ETag", "Link", "IM");
    var preflight =
        wire.send(
            "OPTIONS",
            "/feeds/advice.json",
            "Origin: https://reader.example",
            "Access-Control-Request-Method: GET",
            "Access-Control-Request-Headers: if-none-match");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.fields())
        .containsEntry("access-control-allow-origin", "*")
        .containsEntry("access-control-allow-methods", "GET, HEAD, OPTIONS")
        .containsEntry("allow", "GET, HEAD, OPTIONS");
    assertThat(preflight.field("access-control-allow-headers")).contains("If-None-Match", "A-IM");
  }

  /// The first was replaced by the second; of an archive that nobody knows, a script may learn
  /// that.
  @Test
  void scriptsOfOtherSitesMayWalkBackThroughTheArchives() throws IOException {
    jdbc.sql(
            """
            insert into feed_archive (feed, number, articles, revisions, replaced_by, closed_at)
            select id, number, '{}', '{}', case number when 7001 then 7002 end, now()
            from feed_definition cross join generate_series(7001, 7002) number
            where slug = 'advice'
            on conflict do nothing
            """)
        .update();
    var replaced = wire.get("/feeds/advice/archive/7001.json", "Origin: https://reader.example");
    assertThat(replaced.status()).isEqualTo(308);
    assertThat(replaced.field("location"))
        .isEqualTo("http://courant.test/feeds/advice/archive/7002.json");
    var stands = wire.get("/feeds/advice/archive/7002.json", "Accept-Encoding: br, gzip, zstd");
    assertThat(stands.status()).isEqualTo(200);
    assertThat(stands.field("content-encoding")).isEqualTo("gzip");
    var unknown = wire.get("/feeds/advice/archive/7003.json");
    assertThat(unknown.status()).isEqualTo(404);
    for (var answer : List.of(replaced, stands, unknown)) {
      assertThat(answer.head().toLowerCase(Locale.ROOT))
          .containsOnlyOnce("access-control-allow-origin: *")
          .containsOnlyOnce("access-control-expose-headers: etag");
    }
    var preflight =
        wire.send(
            "OPTIONS",
            "/feeds/advice/archive/7002.json",
            "Origin: https://reader.example",
            "Access-Control-Request-Method: GET");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.fields())
        .containsEntry("access-control-allow-origin", "*")
        .containsEntry("access-control-allow-methods", "GET, HEAD, OPTIONS");
    assertThat(wire.send("POST", "/feeds/advice/archive/7002.json").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "BREW"})
  void aFeedCanOnlyBeRead(String method) throws IOException {
    var answer = wire.send(method, "/feeds/advice.rss");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.field("allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  /// Nor with more than what is wrong with it.
  @Test
  void aRequestThatIsWrongIsNotAnsweredWithAFeed() throws IOException {
    assertThat(wire.get("/feeds/advice.rss").status()).isEqualTo(200);
    for (var answer :
        List.of(
            wire.get("/feeds/advice.rss", "Host: a.example"),
            wire.get("http://other.example/feeds/advice.rss"),
            wire.get("/feeds\\advice.rss"))) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.field("etag")).isEmpty();
      assertThat(answer.text()).isEqualTo("Bad Request\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/feeds/advice.rss;x",
        "//feeds/advice.rss",
        "/feeds/./advice.rss",
        "/feeds/%2e%2e/feeds/advice.rss",
        "/feeds/x/../advice.rss",
        "/feeds/advice.rss/",
        "/feeds/advice%00.rss",
        "/feeds/.rss",
        "/feeds/advice.RSS"
      })
  void anAddressThatOnlyLooksLikeAFeedsIsNone(String path) throws IOException {
    assertThat(wire.get(path).status()).isIn(400, 404);
  }

  @Test
  void aRemovedFeedSaysSoAndAnUnknownOneIsAPage() throws IOException {
    jdbc.sql(
            """
            insert into feed_definition (slug, identity, since, definition, items, retired_at)
            values ('removed-once', 'removed-once', now(), '{}', 30, now())
            on conflict do nothing
            """)
        .update();
    var removed = wire.get("/feeds/removed-once.rss");
    assertThat(removed.status()).isEqualTo(410);
    // Not for ever, as caches may take it without a word: the feed may be declared again.
    assertThat(removed.field("cache-control")).isEqualTo("public, max-age=300");
    assertThat(removed.text())
        .isEqualTo(
            "The feed “removed-once” is no longer published. All feeds there are: http://courant.test/feeds\n");
    var page = wire.get("/feeds/removed-once");
    assertThat(page.status()).isEqualTo(410);
    assertThat(page.field("content-type")).startsWith("text/html");
    assertThat(page.text()).contains("The feed “removed-once” was published here once");
    var unknown = wire.get("/feeds/never-there.rss");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.field("content-type")).startsWith("text/html");
    assertThat(unknown.field("x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void aRenamedFeedLeadsToItsNewAddress() throws IOException {
    jdbc.sql(
            """
            insert into feed_former_slug (slug, feed) select 'advice-once', id from feed_definition where slug = 'advice'
            on conflict do nothing
            """)
        .update();
    var document = wire.get("/feeds/advice-once.atom");
    assertThat(document.status()).isEqualTo(308);
    assertThat(document.field("cache-control")).isEqualTo("public, max-age=300");
    assertThat(document.field("location")).isEqualTo("http://courant.test/feeds/advice.atom");
    assertThat(document.text())
        .isEqualTo("This feed is now at http://courant.test/feeds/advice.atom\n");
    var page = wire.get("/feeds/advice-once");
    assertThat(page.status()).isEqualTo(308);
    assertThat(page.field("location")).isEqualTo("http://courant.test/feeds/advice");
  }

  @Test
  void saysNothingOfTheHostThatWasAsked() throws IOException {
    var answers = new ArrayList<Wire.Answer>();
    for (var path :
        List.of(
            "/feeds/advice.rss",
            "/feeds/removed-once.rss",
            "/feeds/x.rss",
            "/feeds.opml",
            "/feeds")) {
      answers.add(wire.get(path));
    }
    answers.add(wire.send("OPTIONS", "/feeds/advice.rss"));
    for (var answer : answers) {
      assertThat(answer.head()).doesNotContain("evil");
      assertThat(answer.text()).doesNotContain("evil");
    }
  }
}
