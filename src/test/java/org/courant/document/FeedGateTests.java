package org.courant.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the gate refuses (promise 10).
class FeedGateTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RSS | </channel> | <broken> | is not well-formed",
        "RSS | <guid isPermaLink=\"false\">tag:example.org,2026:article/2</guid> | <guid isPermaLink=\"false\">tag:example.org,2026:article/1</guid> | holds one id twice",
        "RSS | tag:example.org,2026:article/2 | tag:example.org,2026:article/9 | holds other ids than its articles'",
        "RSS | <title>A massage</title> | <title> </title> | article/3 has no title",
        "RSS | <pubDate>Sun, 01 Nov 2026 09:00:00 GMT</pubDate> | <pubDate>yesterday</pubDate> | article/1 has no date that can be read",
        "RSS | https://example.org/i.png | /i.png | holds the address \"/i.png?a=1&b=2\"",
        "ATOM | href=\"https://example.org/posts/1 | href=\"//example.org/posts/1 | holds the address",
        "ATOM | <id>tag:example.org,2026:article/3</id> | '' | holds other ids",
        "JSON | \"version\" | version | is no JSON",
        "JSON | \"title\":\"A massage\" | \"title\":\"\" | article/3 has no title",
        "JSON | https://example.org/posts/1 | posts/1 | holds the address"
      })
  void refusesADocumentThatIs(FeedFormat format, String good, String bad, String reason) {
    var document = new String(Sample.write(format), UTF_8);
    var worse = document.replace(good, bad);
    assertThat(worse).isNotEqualTo(document);
    assertThat(
            FeedDocuments.refusal(format, Sample.feed(), Sample.content(), worse.getBytes(UTF_8)))
        .hasValueSatisfying(why -> assertThat(why).startsWith(format.label()).contains(reason));
  }
}
