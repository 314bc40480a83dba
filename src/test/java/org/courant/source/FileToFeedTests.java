package org.courant.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.courant.CourantTest;
import org.courant.feed.Feeds;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole way of an article: what its writer wrote is what every feed says.
@CourantTest
class FileToFeedTests {
  /// As late as the feeds' own tests, so that the newest articles are these.
  private static final Instant NOW = Instant.parse("2098-03-03T08:00:00Z");

  private static final String TITLE = "<private & yours> ]]> 👩🏽‍⚕️ שלום &amp;";
  private static final String CODE =
      "if (a < b && c[d[0]]> 0) {\n    say(\"{{name}} ]]>\");\n\n\tend();\n}\n";

  private final String name = "way-" + UUID.randomUUID();
  @TempDir private Path folder;

  @Autowired private Pulls pulls;
  @Autowired private Feeds feeds;

  private record Said(String title, String summary, String html) {}

  @Test
  void whatAFileSaysIsWhatEveryFeedSays() throws Exception {
    Files.writeString(
        folder.resolve("a.md"),
        """
        ---
        id: %s
        title: "%s"
        summary: "1 < 2 & <b>so</b>"
        date: 2098-03-02T10:00:00Z
        ---
        مرحبا \u0001bell 👩🏽‍⚕️ %%COURANT%% {{slot}}

        ```java
        %s```
        """
            .formatted(name, TITLE, CODE.indent(0)));
    pulls.pull(source(SourceKind.FOLDER, folder), false, NOW);

    assertThat(said())
        .hasSize(3)
        .allSatisfy(
            said -> {
              assertThat(said.title()).isEqualTo(TITLE);
              assertThat(said.summary()).isEqualTo("1 < 2 & <b>so</b>");
              var body = Jsoup.parseBodyFragment(said.html()).body();
              assertThat(body.select("pre").getFirst().wholeText()).isEqualTo(CODE);
              assertThat(body.select("p").text())
                  .isEqualTo("مرحبا bell 👩🏽‍⚕️ %COURANT% {{slot}}");
            });
  }

  @Test
  void charactersThatNoXmlHoldsComeOutOfNoFeed() throws Exception {
    var file = folder.resolve("feed.json");
    Files.writeString(
        file,
        """
        {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "%s",
          "title": "a\\u0008b\\ud83dc\\ufffed %s", "content_html": "<p>e\\u0000f\\udc00g</p>", "date_published": "2098-03-02T11:00:00Z"}]}
        """
            .formatted(name, name));
    pulls.pull(source(SourceKind.FEED, file), false, NOW);

    assertThat(said(" " + name))
        .hasSize(3)
        .allSatisfy(
            said -> {
              assertThat(said.title()).isEqualTo("abcd " + name);
              assertThat(said.html()).isEqualTo("<p>efg</p>");
            });
  }

  private DeclaredSource source(SourceKind kind, Path address) {
    return GivenSource.of(name, kind, address);
  }

  private List<Said> said() throws Exception {
    return said(TITLE);
  }

  /// What RSS, Atom and JSON say of the article whose title ends so.
  private List<Said> said(String title) throws Exception {
    var all = new ArrayList<Said>();
    all.addAll(xml("rss", "item", "description", "content:encoded"));
    all.addAll(xml("atom", "entry", "summary", "content"));
    for (JsonNode item : JsonMapper.shared().readTree(document("json")).path("items")) {
      all.add(
          new Said(
              item.path("title").asString(),
              item.path("summary").asString(),
              item.path("content_html").asString()));
    }
    return all.stream().filter(said -> said.title().endsWith(title)).toList();
  }

  /// A summary in RSS is HTML (RSS 2.0), elsewhere plain text.
  private List<Said> xml(String extension, String item, String summary, String html)
      throws Exception {
    var tree =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(document(extension).getBytes(UTF_8)));
    var items = tree.getElementsByTagName(item);
    return IntStream.range(0, items.getLength())
        .mapToObj(i -> (Element) items.item(i))
        .map(
            one ->
                new Said(
                    text(one, "title"),
                    extension.equals("rss")
                        ? Jsoup.parse(text(one, summary)).text()
                        : text(one, summary),
                    text(one, html)))
        .toList();
  }

  private static String text(Element item, String field) {
    var found = item.getElementsByTagName(field);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  private String document(String extension) throws IOException {
    var bytes = feeds.documents().get("feeds/all." + extension);
    assertThat(bytes).isNotNull();
    return new String(bytes, UTF_8);
  }
}
