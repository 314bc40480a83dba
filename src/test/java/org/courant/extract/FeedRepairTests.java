package org.courant.extract;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What no parser takes, and what must not take long.
class FeedRepairTests {
  private static final URI ADDRESS = URI.create("https://site.example/feed");

  private final FeedReader reader = new FeedReader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          Tea & toast                        | Tea & toast           | an & that is not
          a &nbsp;b &eacute; &bogus;         | a b é &bogus;         | entities that XML
          x&#8;y                             | xy                    | control characters
          3 < 4 and 5<6                      | 3 < 4 and 5<6         | < that is not written
          a ]]> b                            | a ]]> b               | ]]> in its text
          A <b>bold</i> word</b>             | A bold word           | tags that do not match
          A <b><i>bold</b></i> word          | A bold word           | tags that do not match
          A <a href=x title="1" title="2">b</a> | A b                | attributes
          A <b hidden>b</b>                  | A b                   | attributes
          A <x:b>b</x:b>                     | A b                   | prefixes
          A <b x:y="1">b</b>                 | A b                   | prefixes
          A <a href="?a=1&b=<2>">b</a>       | A b                   | an & that is not
          """)
  void repairsATitle(String written, String title, String warning) throws UnreadableDocument {
    var document = read(rss("<item><title>" + written + "</title><link>l</link></item>"));

    assertThat(document.items()).extracting(Item::title).containsExactly(title);
    assertThat(document.items().getFirst().url()).isEqualTo("l");
    assertThat(document.warnings()).anySatisfy(said -> assertThat(said).contains(warning));
    assertThat(document.whole()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <item><title>One</titel><link>1</link></item><item><title>Two</title><link>2</link></item>
          <item><Title>One</title><link>1</link></item><item><title>Two</title><link>2</link></item>
          <item><title>One<link>1</link></item><item><title>Two</title><link>2</item>
          <item><title>One</title><link>1</link><item><title>Two</title><link>2</link></item>
          <item><title>One</title><link>1</link></item></b><item><title>Two</title><link>2</link></item>
          <item><title>One</title><link>1</link><br></item><item><title>Two</title><link>2</link></p></item>
          """)
  void closesWhatWasLeftOpen(String items) throws UnreadableDocument {
    var document = read(rss(items));

    assertThat(document.items()).extracting(Item::title).containsExactly("One", "Two");
    assertThat(document.items()).extracting(Item::url).containsExactly("1", "2");
    assertThat(document.warnings())
        .containsExactly("has tags that do not match: they are closed where they must end");
  }

  @Test
  void saysWhatItReadAround() throws UnreadableDocument {
    var feed = rss("<item><title>One</title></item>");

    assertThat(read(feed).warnings()).isEmpty();
    assertThat(read("junk " + feed).warnings())
        .containsExactly("has something before its beginning, which is not read");
    assertThat(read(feed + " junk <b>").warnings())
        .containsExactly("has something after its end, which is not read");
    assertThat(read("<!DOCTYPE rss>" + feed).warnings())
        .containsExactly("has a DOCTYPE, which is not read");
    assertThat(read(feed.replace("2.0", "7")).warnings())
        .containsExactly("is RSS of no known version (`7`); read as 2.0");
    assertThat(
            read("<rss version='2.0'><channel/><item><title>One</title></item></rss>").warnings())
        .containsExactly("has items outside of its channel");
    assertThat(reader.read(feed.getBytes(UTF_16LE), null, ADDRESS).warnings())
        .containsExactly("is in UTF-16LE, which some readers cannot read");
  }

  @Test
  void oneBrokenCharacterDoesNotMakeAnotherCharset() throws UnreadableDocument {
    var text = rss("<item><title>Café, naïve, Zoë, déjà vu, œuvre, größer #</title></item>");
    var bytes = text.getBytes(UTF_8);
    bytes[text.getBytes(UTF_8).length - rest(text)] = (byte) 0x92;

    var document = reader.read(bytes, "text/xml; charset=utf-8", ADDRESS);

    assertThat(document.items().getFirst().title())
        .isEqualTo("Café, naïve, Zoë, déjà vu, œuvre, größer \uFFFD");
    assertThat(document.warnings()).containsExactly("has bytes that are no UTF-8");
  }

  private static int rest(String text) {
    return text.length() - text.indexOf('#');
  }

  @Test
  void theBytesOverruleAWrongHeader() throws UnreadableDocument {
    var document =
        reader.read(
            rss("<item><title>Zoë</title></item>").getBytes(Charset.forName("windows-1252")),
            "text/xml; charset=utf-8",
            ADDRESS);

    assertThat(document.items().getFirst().title()).isEqualTo("Zoë");
    assertThat(document.warnings())
        .containsExactly("the text is not the UTF-8 it says; read as windows-1252");
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void hostileDocumentsAreDoneWithQuickly() {
    refused("<rss><channel>" + "<a>".repeat(10_000), "nested more than 200 deep");
    refused("<rss><channel>&" + "<a>".repeat(3_000_000), "nested more than 200 deep");
    refused("<rss><channel>&" + "<a b=\"".repeat(2_000_000), "attribute value");
    refused("<rss><channel>&" + "</a".repeat(3_000_000), "ends in the middle");
    refused("<rss><channel>&" + "</a>".repeat(3_000_000), "ends in the middle");
    refused("<rss><channel>&" + "<a ".repeat(3_000_000), "ends in the middle");
    refused("<rss><channel>&" + "<!--".repeat(3_000_000), "ends in the middle");
    refused("<rss><channel>" + "<a/>".repeat(4_000_000), "more than 500000 elements");
    refused("<rss><channel>" + "x:a ".repeat(3_000_000), "ends in the middle");
    refused("<!DOCTYPE " + "[<!ENTITY ".repeat(1_000_000), "no element");
    refused("{\"items\": " + "[".repeat(100_000), "is no JSON: it is nested too deep");
    refused("{\"items\": [" + "9".repeat(1_000_000) + "]}", "no JSON");
  }

  private static String rss(String items) {
    return "<?xml version='1.0'?><rss version='2.0'><channel><title>F</title>"
        + items
        + "</channel></rss>";
  }

  private Document read(String text) throws UnreadableDocument {
    return reader.read(text.getBytes(UTF_8), null, ADDRESS);
  }

  private void refused(String text, String reason) {
    assertThatExceptionOfType(UnreadableDocument.class)
        .isThrownBy(() -> read(text))
        .withMessageContaining(reason);
  }
}
