package org.courant.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.item;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.article.Ledger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@CourantTest
class FeedHttpTests {
  private static final Instant NOW = TestClock.START;

  @Autowired private MockMvcTester mvc;
  @Autowired private Ledger ledger;
  @Autowired private Feeds feeds;
  @Autowired private JdbcClient jdbc;
  @Autowired private TestClock clock;

  @BeforeEach
  void oneArticle() {
    publish("1", NOW.minus(Duration.ofDays(1)), NOW);
  }

  private void publish(String guid, Instant published, Instant seen) {
    ledger.record(
        item("feed-http", guid).titled("Over HTTP").filed("advice").published(published).incoming(),
        null,
        seen);
    feeds.rebuild(seen);
  }

  private MvcTestResult get(String path, String... headers) {
    return send(HttpMethod.GET, path, headers);
  }

  private MvcTestResult send(HttpMethod method, String path, String... headers) {
    var request = mvc.method(method).uri(path);
    for (int i = 0; i < headers.length; i += 2) {
      request = request.header(headers[i], headers[i + 1]);
    }
    return request.exchange();
  }

  private static String header(MvcTestResult result, String name) {
    return String.valueOf(result.getResponse().getHeader(name));
  }

  @ParameterizedTest
  @CsvSource({
    "rss,application/rss+xml",
    "atom,application/atom+xml",
    "json,application/feed+json",
    "rdf,application/rdf+xml"
  })
  void servesEachFormat(String extension, String type) {
    var result = get("/feeds/advice." + extension, "Accept", "text/html", "Host", "evil.example");
    assertThat(result).hasStatusOk();
    assertThat(header(result, "Content-Type")).isEqualToIgnoringCase(type + ";charset=utf-8");
    assertThat(header(result, "Cache-Control"))
        .isEqualTo("public, max-age=300, stale-while-revalidate=600");
    assertThat(result.getResponse().getHeaders("Vary")).containsExactly("Accept-Encoding, A-IM");
    assertThat(header(result, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(result, "Access-Control-Expose-Headers")).contains("ETag");
    assertThat(header(result, "ETag")).matches("\"[0-9a-f]{32}-" + extension + "\"");
    assertThat(header(result, "Link"))
        .isEqualTo(
            "<http://courant.test/hub>; rel=\"hub\", <http://courant.test/feeds/advice.%s>; rel=\"self\""
                .formatted(extension));
    assertThat(result)
        .bodyText()
        .contains("Over HTTP", "http://courant.test/feeds/advice." + extension)
        .doesNotContain("evil");
  }

  @Test
  void theStyleOfRawDocumentsIsThere() {
    var style = get("/feed.css");
    assertThat(style).hasStatusOk().bodyText().contains("content");
    assertThat(header(style, "Content-Type")).startsWith("text/css");
  }

  @Test
  void headSaysTheSameWithoutABody() {
    var get = get("/feeds/advice.rss");
    var head = send(HttpMethod.HEAD, "/feeds/advice.rss");
    assertThat(head).hasStatusOk();
    for (var name :
        List.of(
            "ETag",
            "Last-Modified",
            "Cache-Control",
            "Vary",
            "Content-Type",
            "Content-Length",
            "Link")) {
      assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "\"a,b\",W/\"x\" , W/%s", "*"})
  void answersNotModifiedToItsETag(String pattern) {
    var etag = header(get("/feeds/advice.atom"), "ETag");
    var result = get("/feeds/advice.atom", HttpHeaders.IF_NONE_MATCH, pattern.formatted(etag));
    assertThat(result).hasStatus(304);
    assertThat(header(result, "ETag")).isEqualTo(etag);
    assertThat(header(result, "Cache-Control")).startsWith("public");
    assertThat(header(result, "Vary")).isEqualTo("Accept-Encoding, A-IM");
    assertThat(header(result, "Link")).contains("rel=\"hub\"", "rel=\"self\"");
    assertThat(result.getResponse().getContentAsByteArray()).isEmpty();
  }

  @Test
  void theETagDecidesWhereBothValidatorsAreSent() {
    clock.set(NOW.plus(Duration.ofDays(36_500)));
    try {
      var first = get("/feeds/advice.rss");
      var modified = header(first, "Last-Modified");
      assertThat(get("/feeds/advice.rss", "If-Modified-Since", modified)).hasStatus(304);
      assertThat(
              get("/feeds/advice.rss", "If-Modified-Since", modified, "If-None-Match", "\"other\""))
          .hasStatusOk();
      assertThat(get("/feeds/advice.rss", "If-Modified-Since", "Thu, 01 Jan 2015 00:00:00 GMT"))
          .hasStatusOk();
    } finally {
      clock.set(NOW);
    }
  }

  @Test
  void servesOneCompressedCopyWithAnETagOfItsOwn() throws Exception {
    var plain = get("/feeds/advice.json");
    var packed = get("/feeds/advice.json", "Accept-Encoding", "br;q=0.8, gzip;q=1.0");
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(packed, "ETag")).endsWith("-json-gzip\"").isNotEqualTo(header(plain, "ETag"));
    try (var in =
        new GZIPInputStream(
            new ByteArrayInputStream(packed.getResponse().getContentAsByteArray()))) {
      assertThat(new String(in.readAllBytes(), UTF_8))
          .isEqualTo(plain.getResponse().getContentAsString(UTF_8));
    }
    assertThat(
            get(
                "/feeds/advice.json",
                "Accept-Encoding",
                "gzip",
                "If-None-Match",
                header(packed, "ETag")))
        .hasStatus(304);
    assertThat(
            get(
                "/feeds/advice.json",
                "Accept-Encoding",
                "gzip",
                "If-None-Match",
                header(plain, "ETag")))
        .hasStatusOk();
  }

  @Test
  void unknownFeedsAreNotFoundAndRetiredOnesGone() {
    var sql =
        """
        insert into feed_definition (slug, identity, since, definition, items, retired_at)
        values ('retired-once', 'retired-once', now(), '{}', 30, now())
        on conflict do nothing
        """;
    jdbc.sql(sql).update();
    assertThat(get("/feeds/never.rss")).hasStatus(404);
    assertThat(get("/feeds/never")).hasStatus(404);
    assertThat(get("/feeds/retired-once.rss")).hasStatus(410);
    assertThat(get("/feeds/retired-once")).hasStatus(410);
  }

  @Test
  void pagesShowAddressesAndLeadBrowsersToTheFeeds() {
    // Newer than what any other test publishes: a page shows the newest ten.
    var late = Instant.parse("2099-06-01T08:00:00Z");
    publish("newest", late, late);
    assertThat(get("/feeds"))
        .hasStatusOk()
        .bodyText()
        .contains("http://courant.test/feeds/all.rss", "/feeds.opml");
    assertThat(get("/feeds/advice"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Over HTTP",
            "rel=\"alternate\" type=\"application/rss+xml\"",
            "application/atom+xml",
            "application/feed+json",
            "http://courant.test/feeds/advice.json");
  }

  @Test
  void listsEveryFeedAsOpml() {
    var result = get("/feeds.opml");
    assertThat(result).hasStatusOk();
    assertThat(header(result, "Content-Type")).startsWith("text/x-opml");
    assertThat(result)
        .bodyText()
        .contains(
            "xmlUrl=\"http://courant.test/feeds/all.rss\"",
            "xmlUrl=\"http://courant.test/feeds/research.rss\"");
  }
}
