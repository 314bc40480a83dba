package org.courant.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/// Feeds as sites write them, for a machine without other people's: RSS with whole texts, RSS with
/// summaries, Atom; 5, 20 and 100 items of each.
final class MadeFeeds {

  private static final String PARAGRAPH =
      "<p>A paragraph with <b>some</b> markup, a <a href=\"https://site.example/?a=1&b=2\">link</a>"
          + " & enough words that it is worth reading.</p>";

  private MadeFeeds() {}

  static List<byte[]> documents() {
    var documents = new ArrayList<byte[]>();
    for (var size : new int[] {5, 20, 100}) {
      documents.add(rss(size, "<![CDATA[" + PARAGRAPH.repeat(20) + "]]>"));
      documents.add(rss(size, PlainText.escaped(PARAGRAPH)));
      documents.add(atom(size, PlainText.escaped(PARAGRAPH.repeat(20))));
    }
    return documents;
  }

  private static byte[] rss(int size, String text) {
    var items = new StringBuilder();
    for (var number = 1; number <= size; number++) {
      items.append(
          """
          <item><title>Article &amp; number %1$d</title><link>https://site.example/%1$d</link>
            <guid isPermaLink="false">post-%1$d</guid><dc:creator>Ada Lovelace</dc:creator>
            <pubDate>Sun, 01 Mar 2026 10:00:00 +0100</pubDate><category>Food</category><category>Tea</category>
            <description>A short one</description><content:encoded>%2$s</content:encoded></item>
          """
              .formatted(number, text));
    }
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:content="http://purl.org/rss/1.0/modules/content/">
          <channel><title>News</title><link>https://site.example/</link><description>All of it</description>
        %s</channel></rss>
        """
        .formatted(items)
        .getBytes(UTF_8);
  }

  private static byte[] atom(int size, String text) {
    var entries = new StringBuilder();
    for (var number = 1; number <= size; number++) {
      entries.append(
          """
          <entry><id>tag:site.example,2026:%1$d</id><title>Article &amp; number %1$d</title>
            <link href="https://site.example/%1$d"/><updated>2026-03-01T10:00:00+01:00</updated>
            <author><name>Ada Lovelace</name></author><category term="food"/>
            <content type="html">%2$s</content></entry>
          """
              .formatted(number, text));
    }
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom"><id>tag:site.example,2026:feed</id><title>News</title>
          <link href="https://site.example/"/><updated>2026-03-01T10:00:00Z</updated>
        %s</feed>
        """
        .formatted(entries)
        .getBytes(UTF_8);
  }
}
