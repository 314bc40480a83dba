package org.courant.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the gate refuses (promise 10).
class FeedGateTests {
  private static final Withdrawn GONE = new Withdrawn("tag:example.org,2026:article/9", Sample.DAY);
  private static final FeedContent ARCHIVE =
      new FeedContent(
          Sample.articles(), List.of(GONE), new Place.Archive(2, Optional.of(1), Optional.of(3)));

  private static Optional<String> refusal(FeedFormat format, FeedContent content, String document) {
    return FeedDocuments.refusal(format, Sample.feed(), content, document.getBytes(UTF_8));
  }

  private static String write(FeedFormat format, FeedContent content) {
    return new String(FeedDocuments.write(format, Sample.feed(), content), UTF_8);
  }

  private static void refuses(
      FeedFormat format, FeedContent content, String good, String bad, String reason) {
    var document = write(format, content);
    assertThat(refusal(format, content, document)).isEmpty();
    var worse = document.replace(good, bad);
    assertThat(worse).isNotEqualTo(document);
    assertThat(refusal(format, content, worse))
        .hasValueSatisfying(why -> assertThat(why).startsWith(format.label()).contains(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "RSS | </channel> | <broken> | is not well-formed",
        "RDF | </items> | </item> | is not well-formed",
        "ATOM | xmlns:media= | xmlns:other= | is not well-formed",
        "RSS | <ttl> | <x:y xmlns:x=\"http://x.example/\"/><ttl> | unknown namespace",
        "RSS | <title>Women’s Health &#x26; You</title>\\n<link> | <link> | has no title",
        "RSS | <description>News &#x3C;with&#x3E; care</description> | <description/> | has no description",
        "RDF | <link>https://news.example.org/</link>\\n<desc | <desc | has no link",
        "ATOM | <id>tag:example.org,2026:feed/all</id> | <id/> | has no id",
        "ATOM | <name>Women’s Health &amp; You</name> | <name/> | has no author name",
        "RSS | <guid isPermaLink=\"false\">tag:example.org,2026:article/2</guid> | <guid isPermaLink=\"false\">tag:example.org,2026:article/1</guid> | holds one id twice",
        "RSS | tag:example.org,2026:article/2 | tag:example.org,2026:article/9 | holds other ids than its articles'",
        "ATOM | <id>tag:example.org,2026:article/3</id> | `` | holds other ids",
        "RDF | rdf:about=\"tag:example.org,2026:article/3\" | rdf:about=\"tag:example.org,2026:article/8\" | holds other ids",
        "RDF | <rdf:li rdf:resource=\"tag:example.org,2026:article/3\" /> | `` | table of contents",
        "RSS | <title>A massage</title> | <title> </title> | article/3 has no title",
        "RSS | <pubDate>Sun, 01 Nov 2026 09:00:00 GMT</pubDate> | <pubDate>yesterday</pubDate> | article/1 has no date that can be read",
        "RSS | <lastBuildDate>Sun, | <lastBuildDate>Mon, | has no date that can be read",
        "ATOM | <updated>2026-11-01T12:00:00Z</updated>\\n<gen | <updated>2026-31-01T12:00:00Z</updated>\\n<gen | has no date that can be read",
        "ATOM | <updated>2026-11-01T07:00:00.000003Z</updated> | <updated>2026-11-01</updated> | article/3 has no date of change",
        "RDF | <dc:date>2026-11-01T07:00:00Z</dc:date> | <dc:date/> | article/3 has no date",
        "RSS | https://example.org/i.png | /i.png | holds the address \"/i.png?a=1&b=2\"",
        "RSS | https://news.example.org/icon.png | icon.png | holds the address \"icon.png\"",
        "ATOM | href=\"https://example.org/posts/1 | href=\"//example.org/posts/1 | holds the address",
        "RDF | <link>https://example.org/posts/2 | <link>posts/2 | holds the address",
        "RSS | feeds/all.rss | feeds/other.rss | links as self",
        "ATOM | rel=\"self\" | rel=\"related\" | links as self",
        "RDF | rel=\"hub\" href=\"https://news.example.org/hub\" | rel=\"hub\" href=\"https://other.example/hub\" | links as hub",
        "RSS | <ttl> | <atom:link rel=\"prev-archive\" href=\"https://x.example/\"/><ttl> | links as prev-archive",
        "RSS | <ttl> | <fh:archive xmlns:fh=\"http://purl.org/syndication/history/1.0\"/><ttl> | says that it is an archive",
        "ATOM | <entry xml:lang=\"ar\"> | <at:deleted-entry xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" ref=\"tag:x\" when=\"2026-11-01T07:00:00Z\"/><entry xml:lang=\"ar\"> | takes other articles back",
        "RSS | <enclosure | <enclosure url=\"https://example.org/f/4.mp3\" length=\"1\" type=\"audio/mpeg\" /><enclosure | article/3 holds 2 enclosures",
        "RSS | https://example.org/f/3.mp3 | /f/3.mp3 | holds the address",
        "RSS | length=\"12345678\" | `` | article/3 has an enclosure without url, type or length",
        "ATOM | https://example.org/f/3.pdf | /f/3.pdf | holds the address",
        "JSON | https://example.org/f/3.pdf | /f/3.pdf | holds the address",
        "JSON | \"mime_type\":\"audio/mpeg\" | \"mime_type\":7 | article/3 has an attachment without a type",
        "JSON | \"version\" | version | is no JSON",
        "JSON | version/1.1 | version/1.0 | has no version",
        "JSON | \"items\":[ | \"entries\":[ | has no items",
        "JSON | \"title\":\"A massage\" | \"title\":\"\" | article/3 has no title",
        "JSON | \"id\":\"tag:example.org,2026:article/3\" | \"id\":3 | holds other ids",
        "JSON | https://example.org/posts/1 | posts/1 | holds the address",
        "JSON | \"content_html\" | \"content\" | has no content",
        "JSON | \"hubs\":[{\"type\":\"WebSub\", | \"hubs\":[{ | hub without a type",
        "JSON | \"favicon\" | \"_x.y\":{},\"favicon\" | the extension _x.y",
        "JSON | \"favicon\" | \"_x\":1,\"favicon\" | the extension _x",
        "JSON | \"favicon\" | \"next_url\":\"https://news.example.org/feeds/all.json\",\"favicon\" | links as prev-archive",
        "JSON | \"date_modified\":\"2026-11-01T07:00:00Z\" | \"date_modified\":7 | article/3 has no date of change",
      })
  void refusesADocumentThatIs(FeedFormat format, String good, String bad, String reason) {
    refuses(format, Sample.content(), good.replace("\\n", "\n"), bad.replace("\\n", "\n"), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ATOM | rel=\"current\" | rel=\"related\" | links as current",
        "RSS | archive/3.rss | archive/4.rss | links as next-archive",
        "RDF | archive/1.rdf | archive/0.rdf | links as prev-archive",
        "ATOM | <fh:archive /> | `` | does not say that it is an archive",
        "ATOM | article/9 | article/8 | takes other articles back",
        "ATOM | when=\"2026-11-01T10:00:00Z\" | when=\"2026-11-01T10:00:01Z\" | takes other articles back",
        "JSON | archive/1.json | archive/2.json | links as prev-archive",
      })
  void refusesAnArchiveThatIs(FeedFormat format, String good, String bad, String reason) {
    refuses(format, ARCHIVE, good, bad, reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"/x\">x</a>",
        "<a href=\"#note\">x</a>",
        "<a href=\"javascript:x()\">x</a>",
        "<img src=\"x.png\">",
        "<img src=\"data:image/gif;base64,R0lG\">",
        "<img src=\"https://x.example/1.png\" srcset=\"https://x.example/1.png 1x, /2.png 2x\">",
        "<video poster=\"/p.jpg\"></video>",
        "<q cite=\"page\">x</q>",
        "<form action=\"/x\"></form>",
        "<table background=\"x.png\"></table>",
        "<p style=\"background:url('x.png')\">x</p>",
        "<style>p { background: url(/x.png) }</style>",
        "<style>@import \"x.css\";</style>",
        "<script>x()</script>",
        "<iframe src=\"https://x.example/\"></iframe>",
        "<p onclick=\"x()\">x</p>"
      })
  void refusesAnArticleThatHolds(String html) {
    var content =
        FeedContent.of(
            List.of(Sample.article(1, "Title", "<p>x</p>" + html, "en", null, null, null)));
    for (var format : FeedFormat.values()) {
      assertThat(refusal(format, content, write(format, content)))
          .hasValueSatisfying(
              why -> assertThat(why).startsWith(format.label() + ": tag:").contains(" holds the "));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"https://x.example/?q=[1]\">x</a> <a href=\"mailto:ada@example.org\">x</a>",
        "<img src=\"https://x.example/a,b.png\" srcset=\"https://x.example/a,b.png 1x, https://x.example/2.png 2x\">",
        "<p style=\"background:url(https://x.example/x.png)\">url(x)</p>",
        "&lt;script src=\"x.js\"&gt;"
      })
  void letsPass(String html) {
    var content = FeedContent.of(List.of(Sample.article(1, "Title", html, "en", null, null, null)));
    for (var format : FeedFormat.values()) {
      assertThat(refusal(format, content, write(format, content))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void refusesToHoldWhatItTakesBack(FeedFormat format) {
    var content =
        new FeedContent(
            Sample.articles(),
            List.of(new Withdrawn(Sample.articles().getFirst().uri(), Sample.DAY)),
            Place.Current.alone());
    assertThat(refusal(format, content, write(format, content)))
        .hasValueSatisfying(why -> assertThat(why).endsWith("and takes it back"));
  }

  @Test
  void readsADocumentWholeThatIsNotMadeOfKnownEntries() {
    var content = Sample.content();
    var document = write(FeedFormat.RSS, content);
    assertThat(refusal(FeedFormat.RSS, content, document.replace("<item>\n", "<item>\n\n")))
        .isEmpty();
    assertThat(refusal(FeedFormat.RSS, content, document + "x"))
        .hasValueSatisfying(why -> assertThat(why).contains("is not well-formed"));
    var shorter = FeedContent.of(Sample.articles().subList(0, 2));
    assertThat(refusal(FeedFormat.RSS, shorter, document)).contains("RSS: holds 3 items, not 2");
  }
}
