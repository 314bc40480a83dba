package org.courant.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.courant.CourantTest;
import org.courant.document.FeedFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// RFC 5005: whoever comes back after a year finds everything, and nothing that was withdrawn.
@CourantTest
class FeedArchiveTests {
  private static final Instant LATER = Instant.parse("2031-02-01T08:00:00Z");

  @Autowired private ApplicationContext context;
  @Autowired private Feeds suite;
  @Autowired private MockMvcTester mvc;

  /// The suite's node does not know these feeds.
  @AfterEach
  void theSuitesFeedsOnly() {
    suite.rebuild(LATER);
  }

  /// In bursts of any size, at any time, with articles that are dated before others.
  @Test
  void theWalkBackFindsEveryArticleThatWasEverShownAndNoOther() {
    var feed = new ArchivedFeed(context, "archive-walk");
    var random = new Random(5005);
    var shown = new TreeSet<String>();
    int next = 1000;
    int old = 999;
    for (int i = 0; i < 25; i++) {
      int burst = random.nextInt(1, 12);
      shown.addAll(feed.articles(next, next + burst - 1));
      next += burst;
      if (i % 5 == 4) {
        shown.addAll(feed.articles(old, old));
        old--;
      }
      feed.rebuild();
      assertThat(feed.found()).as("after burst %d", i).isEqualTo(shown);
      assertThat(feed.version().entries()).hasSizeBetween(1, ArchivedFeed.ITEMS);
    }
    assertThat(feed.walk()).hasSizeGreaterThan(5);
  }

  @Test
  void aPublicationThatWasThereBeforeIsArchivedAtOnce() {
    var feed = new ArchivedFeed(context, "archive-first");
    var all = feed.articles(1, 350);
    feed.rebuild();
    assertThat(feed.found()).isEqualTo(all);
    assertThat(feed.walk()).hasSize(5);
  }

  @Test
  void anArchiveNeverChangesWhateverIsPublishedAndWhoeverServesIt() {
    var feed = new ArchivedFeed(context, "archive-bytes");
    feed.articles(1, 40);
    feed.rebuild();
    var before = archives(feed);
    assertThat(before).isNotEmpty();

    feed.articles(41, 90);
    feed.rebuild();
    feed.restartWithSummaries();
    feed.rebuild();
    assertThat(newest(feed)).contains("Another title");
    assertThat(archives(feed)).containsAllEntriesOf(before);
    feed.restart("archive-bytes", "archive-bytes");
    feed.rebuild();
    feed.restart("archive-bytes", "archive-bytes");
    assertThat(feed.rebuild().built()).as("nothing changed").isEmpty();
    feed.article(3, "archive-bytes 3, corrected", false);
    feed.rebuild();
    assertThat(archives(feed)).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());
  }

  private static Map<String, String> archives(ArchivedFeed feed) {
    var archives = new LinkedHashMap<>(feed.walk());
    archives.remove("newest");
    return archives;
  }

  @Test
  void twoNodesThatBuildTheSameTellTheSame() {
    var feed = new ArchivedFeed(context, "archive-nodes");
    feed.articles(1, 35);
    feed.rebuild();
    var one = feed.walk();
    feed.restart("archive-nodes", "archive-nodes");
    feed.rebuild();
    assertThat(feed.walk()).isEqualTo(one);
  }

  @Test
  void anArchivedArticleThatIsCorrectedStandsInTheNewestDocumentAgain() {
    var feed = new ArchivedFeed(context, "archive-corrected");
    feed.articles(1, 40);
    feed.rebuild();
    assertThat(newest(feed)).doesNotContain(">archive-corrected 2<");
    feed.article(2, "The dose was wrong", false);
    feed.rebuild();
    assertThat(newest(feed)).contains("The dose was wrong");
    // And later on in an archive, after the one that holds the error.
    feed.articles(41, 80);
    feed.rebuild();
    assertThat(newest(feed)).doesNotContain("The dose was wrong");
    assertThat(feed.found()).contains("The dose was wrong").doesNotContain("archive-corrected 2");
  }

  @Test
  void manyChangesAtOnceGoIntoAnArchiveAndDoNotFloodTheDocument() {
    var feed = new ArchivedFeed(context, "archive-many");
    feed.articles(1, 60);
    feed.rebuild();
    for (int i = 1; i <= 30; i++) {
      feed.article(i, "Changed " + i, false);
    }
    feed.rebuild();
    assertThat(feed.version().entries()).hasSize(ArchivedFeed.ITEMS);
    assertThat(feed.found()).contains("Changed 1", "Changed 30").doesNotContain("archive-many 7");
  }

  @Test
  void isSentForEverWithAStrongTagAndPacked() {
    var feed = new ArchivedFeed(context, "archive-http");
    feed.articles(1, 40);
    feed.rebuild();
    for (var format : FeedFormat.values()) {
      var path = "/feeds/archive-http/archive/1." + format.extension();
      var plain = feed.mvc.get().uri(path).exchange();
      assertThat(plain).hasStatusOk();
      var response = plain.getResponse();
      assertThat(response.getHeader("Cache-Control"))
          .isEqualTo("public, max-age=31536000, immutable");
      assertThat(response.getHeader("ETag")).matches("\"[0-9a-f]{32}\"");
      assertThat(response.getContentType()).startsWith(format.type());
      assertThat(feed.mvc.get().uri(path).header("If-None-Match", tag(response.getHeader("ETag"))))
          .hasStatus(304);
      assertThat(feed.mvc.head().uri(path)).hasStatusOk();
      var packed = feed.mvc.get().uri(path).header("Accept-Encoding", "gzip").exchange();
      assertThat(packed.getResponse().getHeader("Content-Encoding")).isEqualTo("gzip");
      assertThat(packed.getResponse().getHeader("ETag")).endsWith("-gzip\"");
      var lines = feed.mvc.get().uri(path).header("Accept-Encoding", "br", "gzip").exchange();
      assertThat(lines.getResponse().getHeader("Content-Encoding")).isEqualTo("gzip");
    }
    assertThat(newest(feed, FeedFormat.JSON)).contains("\"next_url\"");
  }

  private static String tag(@org.jspecify.annotations.Nullable String etag) {
    return String.valueOf(etag);
  }

  @Test
  void whatIsNoArchiveIsNotFound() {
    assertThat(mvc.get().uri("/feeds/all/archive/999999.atom")).hasStatus(404);
    assertThat(mvc.get().uri("/feeds/all/archive/1.html")).hasStatus(404);
    assertThat(mvc.get().uri("/feeds/all/archive/0.atom")).hasStatus(404);
    assertThat(mvc.get().uri("/feeds/never/archive/1.atom")).hasStatus(404);
  }

  private static String newest(ArchivedFeed feed) {
    return newest(feed, FeedFormat.ATOM);
  }

  private static String newest(ArchivedFeed feed, FeedFormat format) {
    return new String(feed.newest(format), UTF_8);
  }
}
