package org.courant.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class PlainTextTests {
  @Test
  void aTitleIsPlainTextWhateverItWasWrittenIn() throws UnreadableDocument {
    var rss =
        read(
            """
            <rss version="2.0"><channel><title>F</title>
              <item><title>Heat &amp;amp; &lt;b&gt;rest&lt;/b&gt;, &lt;private &amp; yours&gt;</title></item>
              <item><title><b>Bare</b> markup</title></item>
            </channel></rss>
            """);
    var atom =
        read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>
              <entry><title>2 &lt;b&gt; 1 &amp;amp;</title></entry>
              <entry><title type="html">2 &amp;lt; &lt;b&gt;3&lt;/b&gt;</title></entry>
              <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><i>a</i> &lt; b</div></title>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><pre>a
              b</pre></div></content></entry>
            </feed>
            """);
    var json =
        read("{\"items\": [{\"id\": 1, \"title\": \"a <b> c\", \"summary\": \"x <y> & z\"}]}");

    assertThat(rss.items())
        .extracting(Item::title)
        .containsExactly("Heat & rest, <private & yours>", "Bare markup");
    assertThat(atom.items())
        .extracting(Item::title)
        .containsExactly("2 <b> 1 &amp;", "2 < 3", "a < b");
    assertThat(atom.items().getLast().html()).isEqualTo("<pre>a\n  b</pre>");
    var item = json.items().getFirst();
    assertThat(item.title()).isEqualTo("a <b> c");
    assertThat(item.body()).isEqualTo("x &lt;y&gt; &amp; z");
    assertThat(item.excerpt()).isNull();
  }

  private static Document read(String text) throws UnreadableDocument {
    var address = URI.create("https://site.example/feed");
    return new FeedReader().read(text.getBytes(UTF_8), null, address);
  }
}
