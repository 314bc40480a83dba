package org.courant.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.courant.article.RevisionKey;
import org.courant.document.FeedMetadata;
import org.courant.document.Sample;
import org.courant.document.Withdrawn;
import org.junit.jupiter.api.Test;

/// Promise 8: a version is its definition and what it holds, and nothing else.
class FeedPlanTests {
  private static final FeedItem ONE = item(1, 1);
  private static final FeedItem TWO = item(2, 1);

  private static FeedItem item(int number, int revision) {
    return new FeedItem(
        new RevisionKey(number, revision), "tag:example.org,2026:article/" + number, Sample.DAY);
  }

  private static String version(FeedMetadata metadata, int newestArchive, FeedItem... items) {
    return new FeedPlan(1, metadata, "", List.of(items), List.of(), newestArchive).version();
  }

  @Test
  void equalForEqualRevisions() {
    assertThat(version(Sample.feed(), 0, ONE, TWO))
        .isEqualTo(version(Sample.feed(), 0, item(1, 1), item(2, 1)));
  }

  @Test
  void differsByWhateverDecidesADocument() {
    var gone = List.of(new Withdrawn(TWO.uri(), Sample.DAY));
    assertThat(
            List.of(
                version(Sample.feed(), 0, ONE, TWO),
                version(Sample.feed(), 0, TWO, ONE),
                version(Sample.feed(), 0, ONE, item(2, 2)),
                version(Sample.feed(), 0, ONE),
                version(Sample.feed(), 0),
                version(Sample.feed(), 1, ONE),
                version(renamed(), 0, ONE, TWO),
                new FeedPlan(1, Sample.feed(), "", List.of(ONE), gone, 0).version()))
        .doesNotHaveDuplicates();
  }

  private static FeedMetadata renamed() {
    var feed = Sample.feed();
    return new FeedMetadata(
        feed.slug(),
        feed.identity(),
        "Renamed",
        feed.description(),
        feed.page(),
        feed.icon(),
        feed.summaries(),
        feed.rhythm(),
        feed.publication(),
        feed.sectionTitles(),
        feed.changed());
  }
}
