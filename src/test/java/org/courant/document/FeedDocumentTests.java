package org.courant.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import tools.jackson.databind.json.JsonMapper;

class FeedDocumentTests {
  private static final Path GOLDEN = Path.of("src/test/resources/feed");

  private static String text(FeedFormat format) {
    return new String(Sample.write(format), UTF_8);
  }

  private static Document tree(FeedFormat format) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(Sample.write(format)));
  }

  private static List<String> all(Document tree, String name) {
    var found = tree.getElementsByTagName(name);
    return java.util.stream.IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void isByteForByteTheGoldenDocument(FeedFormat format) throws IOException {
    // What was written stays beside the build, for whoever compares or replaces a golden document.
    var written =
        Files.createDirectories(Path.of("target/feeds")).resolve("all." + format.extension());
    Files.write(written, Sample.write(format));
    var golden = Files.readString(GOLDEN.resolve("all." + format.extension()));
    assertThat(text(format)).isEqualTo(golden);
  }

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void passesTheGate(FeedFormat format) {
    assertThat(FeedDocuments.refusal(format, Sample.feed(), Sample.content(), Sample.write(format)))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void saysWhoPaidAndWhatWasCorrected(FeedFormat format) {
    assertThat(text(format))
        .contains("Advertisement: paid for by Acme", "Correction, 1 November 2026:");
  }

  @Test
  void preformattedLinesSurvive() throws Exception {
    var code =
        "<pre><code class=\"language-java\">if (a &lt; b &amp;&amp; c[d[0]]> 0) {\n    say(\"{{name}} ]]>\");\n\n\tend();\n}</code></pre>";
    assertThat(all(tree(FeedFormat.RSS), "content:encoded").getFirst()).endsWith(code);
    assertThat(all(tree(FeedFormat.ATOM), "content").getFirst()).endsWith(code);
    var json = JsonMapper.builder().build().readTree(text(FeedFormat.JSON));
    assertThat(json.at("/items/0/content_html").stringValue()).endsWith(code);
  }

  @Test
  void controlCharactersDoNotBreakIt() {
    var articles =
        List.of(
            Sample.article(
                1,
                "a\u0008b\u0000c\uFFFEd\uD800e",
                "<p>f\u000Bg\uDC00</p>",
                "en",
                "A\u0001",
                null,
                null));
    for (var format : FeedFormat.values()) {
      var document = FeedDocuments.write(format, Sample.feed(), FeedContent.of(articles));
      assertThat(FeedDocuments.refusal(format, Sample.feed(), FeedContent.of(articles), document))
          .as(format.label())
          .isEmpty();
      assertThat(new String(document, UTF_8)).contains("abcde", "fg");
    }
  }

  @Test
  void rssSaysNothingTwice() throws Exception {
    var rss = tree(FeedFormat.RSS);
    assertThat(all(rss, "dc:date")).isEmpty();
    assertThat(all(rss, "dc:rights")).isEmpty();
    assertThat(links(rss, "atom:link")).containsExactly("self", "hub");
    assertThat(all(rss, "guid")).allMatch(guid -> guid.startsWith("tag:example.org,2026:article/"));
    assertThat(all(rss, "title")).contains("Plain & simple: 1 < 2 👩‍⚕️", "صحة المرأة");
  }

  @Test
  void namesItselfAndItsHub() throws Exception {
    assertThat(links(tree(FeedFormat.ATOM), "link")).startsWith("alternate", "self", "hub");
    for (var format : FeedFormat.values()) {
      assertThat(text(format)).containsOnlyOnce("https://news.example.org/hub");
    }
    var json = JsonMapper.builder().build().readTree(text(FeedFormat.JSON));
    assertThat(json.at("/hubs/0/type").stringValue()).isEqualTo("WebSub");
    assertThat(json.at("/hubs/0/url").stringValue()).isEqualTo("https://news.example.org/hub");
  }

  private static List<String> links(Document tree, String name) {
    var found = tree.getElementsByTagName(name);
    return java.util.stream.IntStream.range(0, found.getLength())
        .mapToObj(i -> ((org.w3c.dom.Element) found.item(i)).getAttribute("rel"))
        .toList();
  }

  @Test
  void printsNoCarriageReturns() {
    for (var format : FeedFormat.values()) {
      assertThat(text(format)).doesNotContain("\r");
    }
  }

  @Test
  void anEmptyFeedIsAFeed() {
    for (var format : FeedFormat.values()) {
      var document = FeedDocuments.write(format, Sample.feed(), FeedContent.of(List.of()));
      assertThat(FeedDocuments.refusal(format, Sample.feed(), FeedContent.of(List.of()), document))
          .isEmpty();
    }
  }

  @Test
  void writingTwiceGivesTheSameBytes() {
    for (var format : FeedFormat.values()) {
      assertThat(Sample.write(format)).isEqualTo(Sample.write(format));
    }
  }
}
