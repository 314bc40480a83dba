package org.courant.websub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.courant.fetch.Fetched;
import org.courant.fetch.ResponseHead;
import org.courant.fetch.Validators;
import org.junit.jupiter.api.Test;

class HubLinksTests {
  private static final URI FEED = URI.create("https://example.org/feed");
  private static final String RSS =
      """
      <?xml version="1.0"?>
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title><link>https://other.example</link>
      <atom:link rel="hub" href="http://hub.example/plain"/><atom:link rel='HUB' href='/hub'/>
      <atom:link rel="self" href="https://example.org/rss"/>
      <item><atom:link rel="hub" href="https://evil.example/"/></item></channel></rss>
      """;

  @Test
  void readsTheDocumentsHead() {
    var links = HubLinks.of(content(RSS));
    assertThat(links.hubs())
        .containsExactly(
            URI.create("http://hub.example/plain"), URI.create("https://example.org/hub"));
    assertThat(links.self()).hasToString("https://example.org/rss");

    var atom =
        RSS.replace("rss version=\"2.0\" xmlns:atom", "feed xmlns")
            .replace("atom:", "")
            .replace("</rss>", "</feed>");
    assertThat(HubLinks.of(content(atom)).hubs()).hasSize(2);
    assertThat(HubLinks.of(content(RSS.replace("http://www.w3.org/2005/Atom", "urn:x"))).hubs())
        .isEmpty();
  }

  @Test
  void readsAroundFaultsAsThePullDoes() {
    for (var broken :
        List.of(
            "junk before " + RSS,
            RSS + " & after",
            RSS.replace("<title>T", "<title>T & T&nbsp;\u0008"),
            RSS.replace(" xmlns:atom=\"http://www.w3.org/2005/Atom\"", ""),
            RSS.replace("<title>T</title>", "<title>T<b></title>"),
            RSS.substring(0, RSS.indexOf("</channel>")))) {
      var links = HubLinks.of(content(broken));
      assertThat(links.hubs())
          .as(broken)
          .containsExactly(
              URI.create("http://hub.example/plain"), URI.create("https://example.org/hub"));
      assertThat(links.self()).as(broken).hasToString("https://example.org/rss");
    }
  }

  @Test
  void readsWebPagesByTheirHead() {
    var page =
        """
        <!doctype html><html><head><title>T & T</title><link rel=hub href="//hub.example/">
        <link rel="alternate self" href="/page"><p>Text<link rel="hub" href="https://evil.example">
        """;
    var links = HubLinks.of(content(page));
    assertThat(links.hubs()).containsExactly(URI.create("https://hub.example/"));
    assertThat(links.self()).hasToString("https://example.org/page");
  }

  @Test
  void aLinkHeaderMayBeAsLongAsAHeaderCanBe() {
    var self = "<https://example.org/self>; rel=self";
    for (var filler : List.of(";x".repeat(15_000), ";\"\"".repeat(10_000), "<".repeat(30_000))) {
      var links = HubLinks.of(List.of("</a>" + filler, self), FEED);
      assertThat(links.self()).hasToString("https://example.org/self");
    }
  }

  @Test
  void readsJsonFeeds() {
    var json =
        """
        {"version": "https://jsonfeed.org/version/1.1", "feed_url": "https://example.org/feed.json", "items": [],
         "hubs": [{"type": "rssCloud", "url": "https://cloud.example"}, {"type": "WebSub", "url": "https://hub.example"}]}
        """;
    for (var spelled : List.of(json, "\uFEFF" + json, "\n " + json)) {
      var links = HubLinks.of(content(spelled));
      assertThat(links.hubs()).containsExactly(URI.create("https://hub.example"));
      assertThat(links.self()).hasToString("https://example.org/feed.json");
    }
  }

  @Test
  void headersComeFirst() {
    var links =
        HubLinks.of(
            content(
                RSS,
                "<https://a.example/x,y>; rel=\"hub\", </topic>; title=\"a, b\"; rel=self",
                "<https://b.example>; rel=\"preload hub\""));
    assertThat(links.hubs())
        .containsExactly(URI.create("https://a.example/x,y"), URI.create("https://b.example"));
    assertThat(links.self()).hasToString("https://example.org/topic");

    // What the headers leave out, the document says.
    assertThat(HubLinks.of(content(RSS, "<https://a.example>; rel=hub")).self())
        .hasToString("https://example.org/rss");
    assertThat(HubLinks.of(content(RSS, "<https://a.example>; rel=hub")).hubs()).hasSize(1);
  }

  @Test
  void prefersAHubOverHttps() {
    var found = HubLinks.of(content(RSS)).choose(true).orElseThrow();
    assertThat(found.hub()).hasToString("https://example.org/hub");

    var plain = RSS.replace("'/hub'", "'javascript:x'");
    assertThat(HubLinks.of(content(plain)).choose(false)).isEmpty();
    assertThat(HubLinks.of(content(plain)).choose(true).orElseThrow().hub())
        .hasToString("http://hub.example/plain");
    assertThat(HubLinks.of(content(RSS.replace("rel=\"self\"", "rel=\"x\""))).choose(true))
        .isEmpty();
  }

  @Test
  void whatCannotBeReadNamesNoHub() {
    for (var broken :
        List.of(
            "",
            "   ",
            "{",
            "<rss",
            "garbage",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>")) {
      assertThat(HubLinks.of(content(broken)).choose(true)).as(broken).isEmpty();
    }
  }

  private static Fetched.Content content(String body, String... links) {
    return new Fetched.Content(
        body.getBytes(UTF_8),
        null,
        Validators.NONE,
        FEED,
        new ResponseHead(Map.of("link", List.of(links)), null));
  }
}
