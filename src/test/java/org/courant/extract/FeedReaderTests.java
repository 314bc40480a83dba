package org.courant.extract;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedReaderTests {
  private static final URI ADDRESS = URI.create("https://site.example/feed");

  private final FeedReader reader = new FeedReader();

  @Test
  void readsRss() throws UnreadableDocument {
    var document =
        read(
            """
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
                xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
              <channel>
                <atom:link rel="self" href="https://site.example/feed"/>
                <title>News &amp;amp; more</title><link>https://site.example/</link>
                <description>All of it</description><language>en-GB</language><ttl>60</ttl>
                <lastBuildDate>Mon, 02 Mar 2026 10:00:00 +0530</lastBuildDate>
                <item>
                  <title>Tea &amp; toast</title><link>https://site.example/1</link>
                  <guid isPermaLink="false">post-1</guid>
                  <pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>
                  <dc:creator>Ada</dc:creator><category>Food</category>
                  <description>Short</description>
                  <content:encoded><![CDATA[<p>Long & good</p>]]></content:encoded>
                  <media:content medium="image" url="https://site.example/1.png"/>
                  <enclosure url="https://site.example/1.mp3" type="audio/mpeg" length="12"/>
                </item>
                <item><guid>https://site.example/2</guid><title>Two</title></item>
              </channel>
            </rss>
            """);

    assertThat(document.title()).isEqualTo("News & more");
    assertThat(document.link()).isEqualTo("https://site.example/");
    assertThat(document.updated()).isEqualTo(Instant.parse("2026-03-02T04:30:00Z"));
    assertThat(document.interval()).contains(Duration.ofHours(1));
    var item = document.items().getFirst();
    assertThat(item.id()).isEqualTo("post-1");
    assertThat(item.title()).isEqualTo("Tea & toast");
    assertThat(item.summary()).isEqualTo("Short");
    assertThat(item.html()).isEqualTo("<p>Long & good</p>");
    assertThat(item.published()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(item.authors()).containsExactly("Ada");
    assertThat(item.categories()).containsExactly("Food");
    assertThat(item.image()).isEqualTo(new Item.Image("https://site.example/1.png", null));
    assertThat(item.enclosures())
        .containsExactly(new Item.Enclosure("https://site.example/1.mp3", "audio/mpeg", 12L));
    assertThat(document.items().getLast().url()).isEqualTo("https://site.example/2");
  }

  @Test
  void readsAtomAndLinksToThePageNotToTheFeed() throws UnreadableDocument {
    var document =
        read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
              <id>urn:feed</id><title type="html">A &lt;b&gt;feed&lt;/b&gt;</title>
              <updated>2026-03-01T10:00:00.25Z</updated>
              <link rel="self" href="https://site.example/feed"/><link href="https://site.example/"/>
              <author><name>Ada</name></author>
              <entry>
                <id>urn:1</id><title>1 &lt; 2</title><updated>2026-03-01T10:00:00Z</updated>
                <link rel="self" href="https://site.example/1.atom"/>
                <link rel="alternate" href="https://site.example/1"/>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi</p></div></content>
                <category term="food" label="Food"/>
              </entry>
            </feed>
            """);

    assertThat(document.id()).isEqualTo("urn:feed");
    assertThat(document.title()).isEqualTo("A feed");
    assertThat(document.link()).isEqualTo("https://site.example/");
    assertThat(document.language()).isEqualTo("de");
    assertThat(document.updated()).isEqualTo(Instant.parse("2026-03-01T10:00:00.25Z"));
    var item = document.items().getFirst();
    assertThat(item.url()).isEqualTo("https://site.example/1");
    assertThat(item.title()).isEqualTo("1 < 2");
    assertThat(item.html()).contains("<p>Hi</p>");
    assertThat(item.authors()).containsExactly("Ada");
    assertThat(item.categories()).containsExactly("Food");
  }

  @Test
  void readsRdfAndItemsOutsideTheChannel() throws UnreadableDocument {
    var rdf =
        read(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
                xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel rdf:about="https://site.example/"><title>F</title><link>https://site.example/</link></channel>
              <item rdf:about="https://site.example/1"><title>One</title><link>https://site.example/1</link>
                <dc:date>2026-03-01T10:00:00+01:00</dc:date></item>
            </rdf:RDF>
            """);
    var rss = read("<rss><channel><title>F</title></channel><item><title>One</title></item></rss>");

    assertThat(rdf.items().getFirst().id()).isEqualTo("https://site.example/1");
    assertThat(rdf.items().getFirst().published()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
    assertThat(rss.items()).extracting(Item::title).containsExactly("One");
  }

  @Test
  void readsJsonFeed() throws UnreadableDocument {
    var document =
        read(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "F", "home_page_url": "https://site.example/",
             "items": [{"id": 7, "title": "One", "content_text": "1 < 2", "date_published": "2026-03-01T10:00:00Z",
               "authors": [{"name": "Ada"}], "tags": ["food"]}, {"id": " ", "title": "no id"}]}
            """);

    assertThat(document.items()).extracting(Item::id).containsExactly("7");
    assertThat(document.items().getFirst().html()).isEqualTo("1 &lt; 2");
    assertThat(document.warnings()).containsExactly("item 2: has no id and is left out");
    refused("{\"version\": \"1\"}").withMessageContaining("no JSON Feed");
    refused("{\"version\": ").withMessageContaining("is no JSON");
  }

  @Test
  void readsAroundJunkBareAmpersandsHtmlEntitiesAndControlCharacters() throws UnreadableDocument {
    var document =
        read(
            "\u0000 junk\n<!-- <rss> --><?xml version='1.0' encoding='utf-8'?>\n"
                + "<rss version='2.0'><channel><title>Q&A &nbsp;&eacute; &bogus; &#8; &#x1F600;</title>"
                + "<item><title>a\u0008b</title><link>https://x.example/?a=1&b=2</link></item>"
                + "<item><media:title>x</media:title><title><![CDATA[R&D &amp; co]]></title></item>"
                + "</channel></rss><!-- more --> trailing <junk");

    assertThat(document.title()).isEqualTo("Q&A é &bogus; 😀");
    assertThat(document.items().get(0).title()).isEqualTo("ab");
    assertThat(document.items().get(0).url()).isEqualTo("https://x.example/?a=1&b=2");
    assertThat(document.items().get(1).title()).isEqualTo("R&D & co");
  }

  @Test
  void aTruncatedFeedGivesItsWholeItemsAndAWarning() throws UnreadableDocument {
    var document =
        read(
            "<rss version='2.0'><channel><title>F</title><item><title>One</title></item><item><title>Two</title><descr");

    assertThat(document.items()).extracting(Item::title).containsExactly("One");
    assertThat(document.warnings())
        .containsExactly(
            "read only up to item 1, the rest is looked for at the next pull: it ends in the middle of line 1");
    refused("<rss><channel><title>F</title><item><tit")
        .withMessage(ADDRESS + " cannot be read: it ends in the middle of line 1");
  }

  @Test
  void whatIsNoFeedIsRefusedInOneSentence() {
    refused("").withMessage(ADDRESS + " is empty");
    refused("just text").withMessage(ADDRESS + " is no XML: it has no element");
    refused("<!DOCTYPE html><html><body></body></html>")
        .withMessage(ADDRESS + " is a web page and no feed");
    refused("<note/>").withMessage(ADDRESS + " is no feed: its root element is <note>");
    refused("<rss><channel>" + "<a>".repeat(500))
        .withMessageContaining("nested more than 200 deep");
  }

  @Test
  void anImpossibleDateIsNoneAndWarnsOfItsItem() throws UnreadableDocument {
    var document =
        read(
            "<rss version='2.0'><channel><item><title>A</title><pubDate>31 Feb 2026 10:00 GMT</pubDate></item></channel></rss>");

    assertThat(document.items().getFirst().published()).isNull();
    assertThat(document.warnings())
        .containsExactly("item 1: `31 Feb 2026 10:00 GMT` in <pubDate> is no date and is left out");
  }

  @Test
  void aByteOrderMarkDecidesThenTheHeaderThenTheDeclaration() throws UnreadableDocument {
    var feed =
        "<?xml version='1.0' encoding='%s'?><rss><channel><title>Café €</title></channel></rss>";
    var windows = Charset.forName("windows-1252");

    assertThat(title(feed.formatted("iso-8859-1").getBytes(windows), null)).isEqualTo("Café €");
    assertThat(title(feed.formatted("utf-8").getBytes(windows), "text/xml; charset=windows-1252"))
        .isEqualTo("Café €");
    assertThat(
            title(("\uFEFF" + feed.formatted("x")).getBytes(UTF_16LE), "text/xml; charset=utf-8"))
        .isEqualTo("Café €");
    assertThat(title(feed.formatted("utf-16").getBytes(UTF_16LE), null)).isEqualTo("Café €");
    assertThat(title(feed.formatted("utf-16").getBytes(UTF_8), null)).isEqualTo("Café €");
    assertThat(title(feed.formatted("utf-8").getBytes(windows), null)).isEqualTo("Café €");
  }

  @Test
  void manyEntityReferencesAreNoAttack() throws UnreadableDocument {
    var text = "<rss><channel><title>" + "&amp;".repeat(150_000) + "</title></channel></rss>";

    assertThat(read(text).title()).hasSize(150_000);
  }

  private @Nullable String title(byte[] bytes, @Nullable String contentType)
      throws UnreadableDocument {
    return reader.read(bytes, contentType, ADDRESS).title();
  }

  private Document read(String text) throws UnreadableDocument {
    return reader.read(text.getBytes(UTF_8), null, ADDRESS);
  }

  private ThrowableAssertAlternative<UnreadableDocument> refused(String text) {
    return assertThatExceptionOfType(UnreadableDocument.class).isThrownBy(() -> read(text));
  }
}
