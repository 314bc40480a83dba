package org.courant.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.item;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.courant.article.Ledger;
import org.courant.document.FeedFormat;
import org.courant.selection.Selection;
import org.courant.selection.SelectionNode;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// A feed of one tag on a node of its own, and the articles of that tag.
final class ArchivedFeed {
  static final int ITEMS = 10;
  static final Instant START = Instant.parse("2031-01-01T08:00:00Z");

  private final ApplicationContext context;
  private final String tag;
  private String slug;
  private Feeds feeds;
  MockMvcTester mvc;
  private Instant now = START;

  ArchivedFeed(ApplicationContext context, String tag) {
    this.context = context;
    this.tag = tag;
    this.slug = tag;
    var selection = SelectionNode.tagged(context, tag, tag, ITEMS);
    this.feeds = FeedNode.start(context, selection);
    this.mvc = FeedNode.archives(context, selection);
  }

  /// The same on another node, or after a restart, with other feeds as the case may be.
  void restart(String newSlug, String newTag, String... formerly) {
    slug = newSlug;
    start(SelectionNode.tagged(context, newSlug, newTag, ITEMS, formerly));
  }

  /// The same with another title and without texts.
  void restartWithSummaries() {
    start(SelectionNode.summaries(context, slug, ITEMS));
  }

  private void start(Selection selection) {
    feeds = FeedNode.start(context, selection);
    mvc = FeedNode.archives(context, selection);
  }

  Feeds feeds() {
    return feeds;
  }

  void article(int number, String title, boolean withdrawn) {
    var item =
        item(tag, "" + number, "/" + tag + "/" + number)
            .titled(title)
            .summarised(null)
            .saying("<p>Text of " + title + ".</p>")
            .filed(tag)
            .published(START.plus(Duration.ofHours(number)));
    context
        .getBean(Ledger.class)
        .record((withdrawn ? item.withdrawn() : item).incoming(), null, now);
  }

  String title(int number) {
    return tag + " " + number;
  }

  /// Records them and returns their titles.
  Set<String> articles(int from, int to) {
    var titles = new TreeSet<String>();
    IntStream.rangeClosed(from, to).forEach(number -> article(number, title(number), false));
    IntStream.rangeClosed(from, to).forEach(number -> titles.add(title(number)));
    return titles;
  }

  void later(Duration pause) {
    now = now.plus(pause);
  }

  RebuildReport rebuild() {
    now = now.plusSeconds(60);
    var report = feeds.rebuild(now);
    assertThat(report.refused()).extracting(RebuildReport.Refusal::slug).doesNotContain(slug);
    return report;
  }

  FeedVersion version() {
    return feeds.serving(slug).orElseThrow();
  }

  byte[] newest(FeedFormat format) {
    return version().document(format).plain();
  }

  /// All documents by address, from the newest one back.
  Map<String, String> walk() {
    return new ArchiveReader(mvc).walk(newest(FeedFormat.ATOM));
  }

  /// What a reader who reads them all has in the end.
  Set<String> found() {
    return new TreeSet<>(ArchiveReader.titles(walk()).values());
  }
}
