package org.courant.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Texts of Atom, where they belong and in RSS; other vocabularies where RSS says nothing.
class AtomTextTests {
  private static final URI ADDRESS = URI.create("https://site.example/feed");

  private final FeedReader reader = new FeedReader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <content>1 &lt; 2</content>                                              | 1 &lt; 2
          <content type="html">&lt;p>Hi</content>                                  | <p>Hi
          <content type="xhtml"><div><p>Hi<br/></p><i/></div></content>            | <p>Hi<br></p><i></i>
          <content type="html"><p>Hi</p></content>                                 | <p>Hi</p>
          <content type="text/html" mode="base64">PHA+SGk8L3A+</content>           | <p>Hi</p>
          <content type="application/octet-stream">PHA+ SGk8 L3A+</content>        | <p>Hi</p>
          <content type="image/svg+xml"><svg><g/></svg></content>                  | <svg><g></g></svg>
          <content type="application/json">{"a":1}</content>                       | {"a":1}
          <content type="image/png">iVBORw0KGgo=</content>                         |
          <content src="https://site.example/1"/>                                  |
          <content xml:base="b/" type="html">&lt;a href="c">d&lt;/a></content>     | <a href="https://site.example/a/b/c">d</a>
          <content type="html">&lt;a href='#c'>d&lt;/a>&lt;a href="/x y">e&lt;/a></content> | <a href='#c'>d</a><a href="https://site.example/x%20y">e</a>
          """)
  void contentIsHtmlWhateverItsType(String content, String html) throws UnreadableDocument {
    var document =
        read(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://site.example/a/'>"
                + "<entry><id>1</id>"
                + content
                + "</entry></feed>");

    assertThat(document.items().getFirst().html()).isEqualTo(html);
    assertThat(document.warnings()).isEmpty();
  }

  @Test
  void aTitleIsPlainTextAndKeptAsWritten() throws UnreadableDocument {
    var document =
        read(
            """
        <feed xmlns='http://www.w3.org/2005/Atom'><title type="html">A &lt;b>feed&lt;/b></title>
          <entry><title type="html">&lt;i>1&lt;/i> &amp;lt; 2</title></entry>
          <entry><title>&lt;i> is a tag</title></entry>
        </feed>
        """);

    assertThat(document.title()).isEqualTo("A feed");
    assertThat(document.written().title()).isEqualTo("A <b>feed</b>");
    assertThat(document.items()).extracting(Item::title).containsExactly("1 < 2", "<i> is a tag");
    assertThat(document.items())
        .extracting(item -> item.written().title())
        .containsExactly("<i>1</i> &lt; 2", "<i> is a tag");
  }

  @Test
  void anEntryHasTheAuthorOfItsSourceBeforeTheFeeds() throws UnreadableDocument {
    var document =
        read(
            """
        <feed xmlns='http://www.w3.org/2005/Atom'><author><name>Feed</name></author>
          <entry><source><author><name>Source</name></author></source></entry>
          <entry><author><email>own@site.example</email></author></entry><entry/>
        </feed>
        """);

    assertThat(document.items())
        .extracting(item -> item.authors().getFirst())
        .containsExactly("Source", "own@site.example", "Feed");
  }

  @Test
  void rssIsFilledFromOtherVocabularies() throws UnreadableDocument {
    var document =
        read(
            """
        <rss version="2.0" xml:base="https://site.example/" xmlns:atom="http://www.w3.org/2005/Atom"
            xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
            xmlns:itunes=" http://www.itunes.com/DTDs/PodCast-1.0.dtd ">
          <channel><dc:title>F</dc:title>
            <item><atom:id>urn:1</atom:id><atom:title type="html">One</atom:title><atom:link href="1"/>
              <atom:author><atom:name>Ada</atom:name></atom:author><atom:category term="food"/>
              <atom:content type="html">&lt;p>Hi&lt;/p></atom:content><atom:summary>S</atom:summary>
              <atom:published>2026-03-01T10:00:00Z</atom:published></item>
            <item><itunes:title>Two</itunes:title><author>x@site.example</author>
              <itunes:author>Bob</itunes:author><itunes:keywords>a, b</itunes:keywords><link>2</link>
              <dc:date>2026-03-02</dc:date><media:description>D</media:description>
              <media:group><media:content url="2.mp4" type="video/mp4" fileSize="5"/>
                <media:thumbnail url="2.png"/></media:group></item>
          </channel></rss>
        """);

    assertThat(document.title()).isEqualTo("F");
    var one = document.items().getFirst();
    assertThat(one.id()).isEqualTo("urn:1");
    assertThat(one.title()).isEqualTo("One");
    assertThat(one.url()).isEqualTo("https://site.example/1");
    assertThat(one.authors()).containsExactly("Ada");
    assertThat(one.categories()).containsExactly("food");
    assertThat(one.html()).isEqualTo("<p>Hi</p>");
    assertThat(one.summary()).isEqualTo("S");
    assertThat(one.published()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    var two = document.items().getLast();
    assertThat(two.title()).isEqualTo("Two");
    assertThat(two.authors()).containsExactly("Bob");
    assertThat(two.categories()).containsExactly("a", "b");
    assertThat(two.updated()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(two.image()).isEqualTo(new Item.Image("https://site.example/2.png", null));
    assertThat(two.enclosures())
        .containsExactly(new Item.Enclosure("https://site.example/2.mp4", "video/mp4", 5L));
  }

  private Document read(String text) throws UnreadableDocument {
    return reader.read(text.getBytes(UTF_8), null, ADDRESS);
  }
}
