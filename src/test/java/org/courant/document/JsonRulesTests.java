package org.courant.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That the golden JSON Feed keeps the format's rules, and that our copy of them is awake.
class JsonRulesTests {
  @Test
  void theGoldenFeedKeepsEveryRule() {
    assertThat(JsonRules.broken(Sample.write(FeedFormat.JSON))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no JSON | \"version\" | version",
        "version | version/1.1 | version/1",
        "feed/title is missing | \"title\":\"Women’s Health & You\", | ``",
        "feed/title is no text! | \"title\":\"Women’s Health & You\" | \"title\":\" \"",
        "feed/items is no list! | \"items\":[ | \"items\":7,\"_x\":{},\"_items\":[",
        "feed/home_page_url is no address! | \"home_page_url\":\"https: | \"home_page_url\":\"ftp:",
        "feed/feed_url is missing | \"feed_url\" | \"_feed_url\"",
        "feed/icon is no address | \"icon\":\"https://news.example.org | \"icon\":\"",
        "feed/expired is no truth | \"language\" | \"expired\":\"no\",\"language\"",
        "feed/rhythm is unknown | \"language\" | \"rhythm\":{},\"language\"",
        "feed/_a.b is unknown | \"language\" | \"_a.b\":{},\"language\"",
        "feed/_a is unknown | \"language\" | \"_a\":1,\"language\"",
        "next_url is the feed itself | \"language\" | \"next_url\":\"https://news.example.org/feeds/all.json\",\"language\"",
        "hubs/type is missing | \"type\":\"WebSub\", | ``",
        "authors is empty | \"authors\":[{\"name\":\"Ada\"}] | \"authors\":[]",
        "author says nothing | \"authors\":[{\"name\":\"Ada\"}] | \"authors\":[{}]",
        "author | \"author\":{\"name\":\"Ada\"} | \"author\":{\"name\":\"Eve\"}",
        "items/id is no text! | \"id\":\"tag:example.org,2026:article/3\" | \"id\":3",
        "id twice | article/3\" | article/2\"",
        "content | \"content_html\" | \"_content\"",
        "items/title is no text | \"title\":\"A massage\" | \"title\":null",
        "items/url is no address | \"url\":\"https://example.org/posts/1 | \"url\":\"/posts/1",
        "items/date_published is no date | \"date_published\":\"2026-11-01T | \"date_published\":\"2026-11-01 ",
        "items/date_modified is no date | \"date_modified\":\"2026-11-01T12:00:00Z | \"date_modified\":\"2026-11-31T12:00:00Z",
        "tags | \"tags\":[\" | \"tags\":[7,\"",
        "attachments/url is missing | {\"url\":\"https://example.org/f/3.mp3\", | {",
        "attachments/size_in_bytes is no number | \"size_in_bytes\":12345678 | \"size_in_bytes\":\"12 MB\"",
        "mime_type | \"mime_type\":\"audio/mpeg\" | \"mime_type\":\"audio\"",
        "content_html SecurityRisk script | <p>Paid words. | <script>x</script><p>Paid words.",
        "content_html ContainsRelRef | <p>Paid words. | <p><a href='/x'>Paid</a> words.",
      })
  void noticesADocumentThatBreaks(String rule, String good, String bad) {
    var document = new String(Sample.write(FeedFormat.JSON), UTF_8);
    var worse = document.replace(good, bad);
    assertThat(worse).isNotEqualTo(document);
    assertThat(JsonRules.broken(worse.getBytes(UTF_8)))
        .anySatisfy(broken -> assertThat(broken).startsWith(rule));
  }
}
