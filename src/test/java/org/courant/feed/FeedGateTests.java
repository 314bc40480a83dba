package org.courant.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.courant.article.Article;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Promise 10: a feed is never replaced by a worse one.
class FeedGateTests {
  private static final Instant NOW = Sample.DAY.plusSeconds(86_400);

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
    var build = Sample.build();
    var document = new String(build.write(format), UTF_8);
    var worse = document.replace(good, bad);
    assertThat(worse).isNotEqualTo(document);
    assertThat(FeedGate.refusal(format, worse.getBytes(UTF_8), build.entries()))
        .hasValueSatisfying(why -> assertThat(why).startsWith(format.label()).contains(reason));
  }

  @Test
  void refusesARelativeAddressInAText() {
    assertThat(run(List.of(article("<p><a href=\"/lost\">x</a></p>")), Set.of()))
        .isEqualTo(
            new FeedBuild.Result.Bad(
                "RSS: tag:example.org,2026:article/1 holds the address \"/lost\""));
  }

  @Test
  void refusesToBecomeEmptyWhileItsArticlesLive() {
    assertThat(run(List.of(), Set.of("a", "b", "c")))
        .isEqualTo(
            new FeedBuild.Result.Bad(
                "is empty, although 3 of the articles it held are still published"));
    assertThat(run(List.of(), Set.of())).isInstanceOf(FeedBuild.Result.Good.class);
  }

  @Test
  void oneArticleTwiceIsRefused() {
    assertThat(run(List.of(article("<p>x</p>"), article("<p>x</p>")), Set.of()))
        .isEqualTo(new FeedBuild.Result.Bad("RSS: holds one id twice"));
  }

  private static FeedBuild.Result run(List<Article> articles, Set<String> still) {
    return new FeedBuild(Sample.feed(), articles).run(still, NOW);
  }

  private static Article article(String html) {
    return Sample.article(1, "Title", html, "en", null, null, null);
  }
}
