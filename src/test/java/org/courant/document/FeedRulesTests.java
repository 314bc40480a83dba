package org.courant.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the W3C feed validator says of the golden feed, and that our copy of its rules is awake.
class FeedRulesTests {
  private static String location(FeedFormat format) {
    return "https://news.example.org/feeds/all." + format.extension();
  }

  @ParameterizedTest
  @EnumSource(names = {"RSS", "ATOM", "RDF"})
  void theGoldenFeedKeepsEveryRule(FeedFormat format) throws Exception {
    assertThat(
            FeedRules.broken(Sample.write(format), location(format), Sample.DAY.plusSeconds(99999)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ItemMustContainTitleOrDescription | RSS | <item> | <item></item><item>",
        "MissingTextualContent | ATOM | </feed> | <entry></entry></feed>",
        "ValidatorLimit | RSS | Summary of 1 | LARGE",
        "UnicodeError | RSS | Summary of 1 | LOST",
        "MissingEncoding | ATOM | encoding=\"UTF-8\" | ``",
        "NonstdEncoding | ATOM | encoding=\"UTF-8\" | encoding=\"US-ASCII\"",
        "BadXmlVersion | RDF | version=\"1.0\" | version=\"1.1\"",
        "NonSpecificMediaType | RDF | <rdf:RDF | PADDING<rdf:RDF",
        "InvalidRSSVersion | RSS | version=\"2.0\" | version=\"2.1\"",
        "MissingAttribute rss@version | RSS | version=\"2.0\" | ``",
        "MissingNamespace | ATOM | xmlns=\"http://www.w3.org/2005/Atom\" | ``",
        "InvalidNamespace | ATOM | xmlns=\"http://www.w3.org/2005/Atom\" | xmlns=\"http://purl.org/rss/1.0/\"",
        "UndeterminableVocabulary | ATOM | <icon> | <x xmlns=\"\"/><icon>",
        "NotInANamespace | RSS | <ttl> | <a_b/><ttl>",
        "ReservedPrefix | RSS | <rss | <rss xmlns:geo=\"http://x.example/\" xmlns:itunes=\"http://x.example/i\"",
        "NonstdPrefix | RSS | <rss | <rss xmlns:rss1=\"http://purl.org/dc/elements/1.1/\"",
        "AvoidNamespacePrefix | ATOM | <feed | <feed xmlns:atom=\"http://www.w3.org/2005/Atom\"",
        "MediaRssNamespace | RSS | http://search.yahoo.com/mrss/ | http://search.yahoo.com/mrss",
        "UndefinedElement channel/webmaster | RSS | <ttl> | <webmaster/><ttl>",
        "UndefinedElement item/atom:content | RSS | <guid | <atom:content/><guid",
        "UnexpectedAttribute ttl@unit | RSS | <ttl> | <ttl unit=\"m\">",
        "UnexpectedText channel | RSS | <ttl> | words<ttl>",
        "UnexpectedWhitespace id | ATOM | <id>tag: | <id> tag:",
        "MissingElement channel | RSS | channel> | other>",
        "MissingElement items | RDF | items> | others>",
        "MissingElement image url | RSS | <url>https://news.example.org/icon.png</url> | ``",
        "MissingElement name | ATOM | <name>Ada</name> | ``",
        "MissingHref | ATOM | rel=\"hub\" href= | rel=\"hub\" title=",
        "MissingAttribute enclosure@length | RSS | length=\"12345678\" | ``",
        "MissingAttribute category@term | ATOM | term=\"Iron &amp; blood\" | label=\"Iron\"",
        "MissingAttribute media:thumbnail@url | RSS | <media:thumbnail url= | <media:thumbnail width=",
        "MissingAttribute rdf:about | RDF | rdf:about=\"https://news.example.org/feeds/all.rdf\" | ``",
        "InvalidIntegerAttribute | RSS | length=\"12345678\" | length=\"12 MB\"",
        "UseZeroForUnknown | RSS | length=\"12345678\" | length=\"-1\"",
        "InvalidURLAttribute | RSS | <enclosure url=\"https://example.org/ | <enclosure url=\"https://localhost/",
        "InvalidMIMEType | ATOM | type=\"audio/mpeg\" | type=\"audio/\"",
        "InvalidNonNegativeInteger | ATOM | length=\"12345678\" | length=\"-1\"",
        "InvalidBooleanAttribute | RSS | isPermaLink=\"false\" | isPermaLink=\"no\"",
        "InvalidHttpGUID | RSS | isPermaLink=\"false\">tag:example.org,2026:article/1< | isPermaLink=\"true\">article 1<",
        "NotSufficientlyUnique | RSS | >tag:example.org,2026:article/1< | >17<",
        "InvalidURN | RDF | rdf:about=\"tag:example.org,2026:article/1\" | rdf:about=\"urn:x:1\"",
        "InvalidUUID | RDF | rdf:about=\"tag:example.org,2026:article/1\" | rdf:about=\"urn:uuid:1\"",
        "InvalidFullLink | RSS | <link>https://example.org/posts/1 | <link>/posts/1",
        "SchemeNotIANARegistered | RSS | <link>https://example.org/posts/1 | <link>gemini://example.org/posts/1",
        "InvalidUriChar | RSS | https://example.org/posts/1? | https://[::1]/posts/1?",
        "MissingItunesElement itunes:explicit | RSS | <guid | <itunes:duration xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">1:00</itunes:duration><guid",
        "MissingItunesEmail | RSS | <guid | <itunes:duration xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">1:00</itunes:duration><guid",
        "InvalidDuration | RSS | <guid | <itunes:duration xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">1m</itunes:duration><guid",
        "UnsupportedItunesFormat | RSS | <enclosure url=\"https://example.org/f/3.mp3\" | <itunes:duration xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">1:00</itunes:duration><enclosure url=\"https://example.org/f/3.ogg\"",
        "DuplicateUpdated | ATOM | <updated>2026-11-01T07:00:00.000003Z | <updated>2026-11-01T12:00:00.000002Z",
        "MissingCurrentInArchive | ATOM | <icon> | <fh:archive xmlns:fh=\"http://purl.org/syndication/history/1.0\"/><icon>",
        "ArchiveIncomplete | ATOM | <icon> | <fh:archive xmlns:fh=\"http://purl.org/syndication/history/1.0\"/><icon>",
        "FeedHistoryRelInEntry | ATOM | rel=\"enclosure\" | rel=\"current\"",
        "AtomLinkNotEmpty | RSS | href=\"https://news.example.org/hub\" /> | href=\"https://news.example.org/hub\">hub</atom:link>",
        "AttrNotBlank | ATOM | rel=\"hub\" | rel=\"\"",
        "InvalidTextType | ATOM | content type=\"html\" | content type=\"text/html\"",
        "InvalidMediaTextType | RSS | type=\"plain\" | type=\"text\"",
        "InvalidMediaMedium | RSS | medium=\"image\" | medium=\"picture\"",
        "InvalidFloat | RSS | medium=\"image\" | medium=\"image\" duration=\"1:00\"",
        "InvalidPositiveInteger | RSS | medium=\"image\" | medium=\"image\" width=\"0\"",
        "InvalidMIMEAttribute | RSS | medium=\"image\" | medium=\"image\" type=\"image\"",
        "ContainsUndeclaredHTML | ATOM | Two \"women\" talking | Two &lt;b>women&lt;/b> talking",
        "NotBlank subtitle | ATOM | <subtitle type=\"text\">News &lt;with&gt; care</subtitle> | <subtitle type=\"text\"/>",
        "NotBlank guid | RSS | >tag:example.org,2026:article/1</guid | ></guid",
        "MissingRealName | RSS | editor@example.org (Women’s Health &#x26; You) | editor@example.org",
        "InvalidContact | RSS | editor@example.org (Women’s Health &#x26; You) | the editor",
        "InvalidWidth | RSS | </image> | <width>145</width></image>",
        "InvalidHeight | RSS | </image> | <height>401</height></image>",
        "InvalidW3CDTFDate | RDF | <dc:date>2026-11-01T07:00:00Z | <dc:date>2026-11-01T07:00",
        "ProblematicalRFC822Date | RSS | 09:00:00 GMT | 09:00:00 EST",
        "ImplausibleDate | ATOM | <published>2026 | <published>1989",
        "InvalidLanguage | ATOM | xml:lang=\"ar\" | xml:lang=\"ckb\"",
        "BadCharacters | RSS | <dc:creator>Ada</dc:creator> | <dc:creator>AdÃ©</dc:creator>",
        "ContainsHTML | RSS | <title>A massage | <title>A &amp;_x massage",
        "ContainsHTML | RSS | <title>A massage | <title>A\\n&#x26;copy; massage",
        "SAXError | RSS | </channel> | <broken>",
        "ContainsSystemEntity | RSS | <rss | <!DOCTYPE rss><rss",
        "UnknownNamespace | RSS | <rss | <rss xmlns:x=\"http://x.example/\"",
        "ObsoleteNamespace | ATOM | http://www.w3.org/2005/Atom | http://purl.org/atom/ns#",
        "MissingTitle | RSS | <title>Women’s Health &#x26; You</title><url> | <url>",
        "MissingDescription | RDF | <description>News &#x3C;with&#x3E; care</description> | ``",
        "MissingElement updated | ATOM | <updated>2026-11-01T12:00:00Z</updated>\\n<gen | <gen",
        "MissingDCLanguage | RSS | <language>en-GB</language> | ``",
        "MissingAtomSelfLink | RSS | rel=\"self\" | rel=\"alternate\"",
        "MissingSelf | ATOM | rel=\"self\" | rel=\"current\"",
        "SelfDoesntMatchLocation | ATOM | feeds/all.atom | feeds/other.atom",
        "RelativeSelf | RSS | href=\"https://news.example.org/feeds | href=\"/feeds",
        "SelfNotAtom | RSS | application/rss+xml | text/xml",
        "UnregisteredAtomLinkRel | RSS | rel=\"hub\" | rel=\"push\"",
        "DuplicateAtomLink | ATOM | rel=\"hub\" href=\"https://news.example.org/hub\" | rel=\"self\" type=\"application/atom+xml\" href=\"https://news.example.org/feeds/all.atom\"",
        "MissingCurrentInArchive | RSS | <ttl> | <fh:archive xmlns:fh=\"http://purl.org/syndication/history/1.0\"/><ttl>",
        "MisplacedItem | RSS | </channel> | <ttl>9</ttl></channel>",
        "MisplacedMetadata | ATOM | </feed> | <icon>https://x.example/</icon></feed>",
        "InvalidPositiveInteger | RSS | <ttl>90 | <ttl>0",
        "InvalidUpdatePeriod | RDF | daily | often",
        "ImageLinkDoesntMatch | RSS | <link>https://news.example.org/</link></image> | <link>https://x.example/</link></image>",
        "ImageTitleDoesntMatch | RSS | <image><title>W | <image><title>M",
        "ImageUrlFormat | RSS | icon.png | icon.svg",
        "InvalidWidth | RSS | </image> | <width>-1</width></image>",
        "DuplicateElement | RSS | <ttl> | <ttl>9</ttl><ttl>",
        "DuplicateSemantics | RSS | <ttl> | <dc:language>en</dc:language><ttl>",
        "DuplicateItemSemantics | RSS | <guid | <dc:date>2026-11-01T09:00:00Z</dc:date><guid",
        "DuplicateEnclosure | RSS | <guid | <enclosure length=\"1\" type=\"a/b\"/><enclosure length=\"1\" type=\"a/b\"/><guid",
        "InvalidNonNegativeInteger | RSS | <guid | <enclosure length=\"-2\" type=\"a/b\"/><guid",
        "InvalidMIMEAttribute | RSS | <guid | <enclosure length=\"1\" type=\"picture\"/><guid",
        "AvoidTextInput | RSS | <ttl> | <textInput/><ttl>",
        "InvalidRFC2822Date | RSS | 09:00:00 GMT | 09:00:00 Europe/London",
        "IncorrectDOW | RSS | Sun, 01 Nov | Mon, 01 Nov",
        "InvalidRFC3339Date | ATOM | 09:00:00Z | 09:00",
        "ImplausibleDate | ATOM | <published>2026 | <published>2126",
        "ImplausibleDate | RSS | <pubDate>Sun, 01 Nov 2026 | <pubDate>Thu, 01 Nov 1979",
        "InvalidLanguage | ATOM | xml:lang=\"ar\" | xml:lang=\"arabic\"",
        "EmailFormat | RSS | (Women’s Health &#x26; You) | Women",
        "NonCanonicalURI | ATOM | <id>tag: | <id>TAG:",
        "InvalidTAG | RDF | rdf:about=\"tag:example.org,2026:article/1\" | rdf:about=\"tag:example.org:article/1\"",
        "InvalidUriChar | RSS | posts/1? | posts/[1]?",
        "UriNotIri | ATOM | posts/1? | pösts/1?",
        "InvalidLink | RSS | <link>https://example.org/posts | <link>https:/example.org/posts",
        "MissingGuid | RSS | <guid isPermaLink=\"false\">tag:example.org,2026:article/1</guid> | ``",
        "InvalidPermalink | RSS | isPermaLink=\"false\" | isPermaLink=\"true\"",
        "DuplicateValue guid | RSS | article/2</guid> | article/1</guid>",
        "DuplicateValue rdf:about | RDF | rdf:about=\"tag:example.org,2026:article/2 | rdf:about=\"tag:example.org,2026:article/1",
        "DuplicateEntries | ATOM | article/2</id> | article/1</id>",
        "NeedDescriptionBeforeContent | RSS | <description>Summary of 1 | <comments>https://x.example/</comments><x:y xmlns:x=\"http://purl.org/rss/1.0/modules/content/\"/><content:encoded>x</content:encoded><description>Summary of 1",
        "MissingElement author | ATOM | author> | writer>",
        "MissingContentOrAlternate | ATOM | content type=\"html\" | other type=\"html\"",
        "ContainsHTML | RSS | Plain &#x26; simple | Plain &lt;/b>",
        "ContainsHTML | RSS | <title>A massage | <title>A &amp;copy; massage",
        "CharacterData | RSS | <title>A massage | <title>A &lt;x massage",
        "ContainsUndeclaredHTML | ATOM | Plain &amp; simple | Plain &lt;/b>",
        "ContainsEmail | ATOM | <name>Ada | <name>Ada &lt;ada@example.org>",
        "NotBlank | RSS | <title>A massage | <title>",
        "BadCharacters | ATOM | A massage | A \uFFFD",
        "NotHtml | ATOM | &lt;p&gt;Paid words.&lt;/p&gt; | &lt;p&gt;Paid words.&lt;/b&gt;",
        "SecurityRisk iframe | RSS | &lt;p&gt;Paid words. | &lt;iframe&gt;&lt;/iframe&gt;",
        "SecurityRisk ?import | RSS | &lt;p&gt;Paid words. | &lt;?import x?&gt;",
        "SecurityRiskAttr | RSS | &lt;p&gt;Paid words. | &lt;p onclick=\"x\"&gt;Paid words.",
        "DangerousStyleAttr | RSS | &lt;p&gt;Paid words. | &lt;p style=\"x\"&gt;Paid words.",
        "ContainsRelRef | ATOM | &lt;p&gt;Paid words. | &lt;p&gt;&lt;a href=\"/x\"&gt;Paid&lt;/a&gt; words.",
        "ContainsRelRef | RSS | &lt;p&gt;Paid words. | &lt;p&gt;&lt;img srcset=\"/x 2x\"&gt; words.",
        "InvalidRDF | RDF | <dc:creator>Ada</dc:creator> | <dc:creator>Ada<b/></dc:creator>",
      })
  void noticesADocumentThatBreaks(String rule, FeedFormat format, String good, String bad)
      throws Exception {
    var document = new String(Sample.write(format), UTF_8);
    var worse = document.replace(good.replace("\\n", "\n"), meant(bad));
    if (rule.equals("MissingTitle")) {
      worse = worse.replaceFirst("<title>[^\n]*</title>\n<link>", "<link>");
    }
    if (rule.equals("MissingContentOrAlternate")) {
      worse = worse.replace("rel=\"alternate\"", "rel=\"via\"").replace("</content>", "</other>");
    }
    assertThat(worse).isNotEqualTo(document);
    assertThat(FeedRules.broken(bytes(worse), location(format), Sample.DAY.plusSeconds(99999)))
        .anySatisfy(broken -> assertThat(broken).startsWith(rule));
  }

  private static String meant(String bad) {
    return bad.replace("\\n", "\n")
        .replace("LARGE", "large".repeat(1_000_001))
        .replace("PADDING", "<!-- " + "x".repeat(600) + " -->");
  }

  /// The word that stands for a letter in another encoding.
  private static byte[] bytes(String document) {
    return document.contains("LOST")
        ? document.replace("LOST", "é").replaceAll("[^\\x00-\\xFFé]", "").getBytes(ISO_8859_1)
        : document.getBytes(UTF_8);
  }

  @Test
  void tenEntriesOfOneIdAreAFaultOfTheFeed() throws Exception {
    var content = FeedContent.of(Collections.nCopies(10, Sample.articles().getFirst()));
    var document = FeedDocuments.write(FeedFormat.ATOM, Sample.feed(), content);
    assertThat(FeedRules.broken(document, location(FeedFormat.ATOM), Sample.DAY.plusSeconds(99999)))
        .contains("DuplicateIds", "DuplicateEntries");
  }

  @Test
  void aTombstoneCostsOneUnknownNamespaceAndNothingElse() throws Exception {
    var content =
        new FeedContent(
            Sample.articles(),
            java.util.List.of(new Withdrawn("tag:example.org,2026:article/9", Sample.DAY)),
            Place.Current.alone());
    var document = FeedDocuments.write(FeedFormat.ATOM, Sample.feed(), content);
    assertThat(FeedRules.broken(document, location(FeedFormat.ATOM), Sample.DAY.plusSeconds(99999)))
        .containsExactly("UnknownNamespace http://purl.org/atompub/tombstones/1.0");
  }
}
