package org.courant.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.courant.CourantTest;
import org.courant.document.FeedFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// What becomes of archives when an article is withdrawn and a feed is renamed, retired or
/// redefined.
@CourantTest
class FeedChangesTests {
  private static final Instant LATER = Instant.parse("2031-02-01T08:00:00Z");

  @Autowired private ApplicationContext context;
  @Autowired private Feeds suite;
  @Autowired private MockMvcTester mvc;

  /// The suite's node does not know these feeds.
  @AfterEach
  void theSuitesFeedsOnly() {
    suite.rebuild(LATER);
  }

  @Test
  void whatIsWithdrawnIsGoneFromEveryArchiveAndTheChainHolds() {
    var feed = new ArchivedFeed(context, "archive-withdrawn");
    var all = feed.articles(1, 250);
    feed.rebuild();
    var before = archives(feed);
    assertThat(String.join("", before.values())).contains("Text of archive-withdrawn 120.");

    feed.article(120, "archive-withdrawn 120", true);
    feed.rebuild();
    all.remove("archive-withdrawn 120");
    assertThat(feed.found()).isEqualTo(all);
    assertThat(String.join("", feed.walk().values()))
        .doesNotContain("Text of archive-withdrawn 120.");
    // A reader who kept the former address is led to the archive in its place.
    for (var address : before.keySet()) {
      assertThat(new ArchiveReader(feed.mvc).fetch(address))
          .doesNotContain("Text of archive-withdrawn 120.");
    }
    assertThat(newest(feed)).contains("deleted-entry");
    // It comes back, and is found once more.
    feed.article(120, "archive-withdrawn 120", false);
    all.add("archive-withdrawn 120");
    feed.rebuild();
    assertThat(feed.found()).isEqualTo(all);
  }

  @Test
  void aNewestArchiveThatIsReplacedIsWhereTheNewestDocumentLeads() {
    var feed = new ArchivedFeed(context, "archive-tail");
    feed.articles(1, 40);
    feed.rebuild();
    var tail = ArchiveReader.previous(newest(feed)).orElseThrow();
    feed.article(25, "archive-tail 25", true);
    feed.rebuild();
    assertThat(ArchiveReader.previous(newest(feed))).isPresent().get().isNotEqualTo(tail);
    assertThat(feed.mvc.get().uri(tail)).hasStatus(308);
  }

  @Test
  void anArchiveThatWasReplacedTwiceLeadsToTheLastAtOnce() {
    var feed = new ArchivedFeed(context, "archive-twice");
    feed.articles(1, 40);
    feed.rebuild();
    var first = ArchiveReader.previous(newest(feed)).orElseThrow();
    for (int i = 25; i < 28; i++) {
      feed.article(i, "archive-twice " + i, true);
      feed.rebuild();
    }
    var last = ArchiveReader.previous(newest(feed)).orElseThrow();
    assertThat(feed.mvc.get().uri(first))
        .hasStatus(308)
        .hasHeader("Location", "http://courant.test" + last);

    feed.restart("archive-twice-renamed", "archive-twice", "archive-twice");
    feed.rebuild();
    assertThat(feed.mvc.get().uri(first))
        .hasStatus(308)
        .hasHeader("Location", "http://courant.test" + last.replace("twice", "twice-renamed"));
  }

  @Test
  void aRenamedFeedKeepsItsIdAndItsArchives() {
    var feed = new ArchivedFeed(context, "archive-old-name");
    var all = feed.articles(1, 40);
    feed.rebuild();
    assertThat(newest(feed)).contains(":feed/archive-old-name<");

    feed.restart("archive-new-name", "archive-old-name", "archive-old-name");
    feed.rebuild();
    assertThat(feed.feeds().movedTo("archive-old-name")).contains("archive-new-name");
    assertThat(newest(feed)).contains(":feed/archive-old-name<");
    assertThat(feed.found()).isEqualTo(all);
    assertThat(feed.mvc.get().uri("/feeds/archive-old-name/archive/1.atom"))
        .hasStatus(308)
        .containsHeader("Location");
    assertThat(new ArchiveReader(feed.mvc).fetch("/feeds/archive-old-name/archive/1.atom"))
        .contains("/feeds/archive-new-name/archive/1.atom");
  }

  @Test
  void aFeedThatIsNoLongerDeclaredIsGoneAndLivesAgainAsItWas() {
    var feed = new ArchivedFeed(context, "archive-retired");
    var all = feed.articles(1, 40);
    feed.rebuild();
    var version = feed.version().version();
    suite.rebuild(LATER);
    assertThat(suite.retired("archive-retired")).isTrue();
    assertThat(mvc.get().uri("/feeds/archive-retired/archive/1.atom"))
        .hasStatus(410)
        .hasHeader("Content-Type", "text/plain;charset=UTF-8")
        .hasHeader("Cache-Control", "public, max-age=300")
        .bodyText()
        .contains("“archive-retired” is no longer published", "http://courant.test/feeds");

    feed.restart("archive-retired", "archive-retired");
    feed.rebuild();
    assertThat(feed.version().version()).isEqualTo(version);
    assertThat(feed.found()).isEqualTo(all);
  }

  @Test
  void anotherFilterBeginsAnotherChainAndLeavesTheFormerOneWhereItIs() {
    var feed = new ArchivedFeed(context, "archive-filter");
    feed.articles(1, 40);
    feed.rebuild();
    var former = archives(feed);
    feed.restart("archive-filter", "nobody");
    feed.rebuild();
    assertThat(feed.found()).isEmpty();
    for (var address : former.keySet()) {
      assertThat(new ArchiveReader(feed.mvc).fetch(address)).isEqualTo(former.get(address));
    }
  }

  private static Map<String, String> archives(ArchivedFeed feed) {
    var archives = new LinkedHashMap<>(feed.walk());
    archives.remove("newest");
    return archives;
  }

  private static String newest(ArchivedFeed feed) {
    return new String(feed.newest(FeedFormat.ATOM), UTF_8);
  }
}
