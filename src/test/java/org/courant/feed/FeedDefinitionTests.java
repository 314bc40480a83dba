package org.courant.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.courant.article.Article;
import org.courant.document.FeedMetadata;
import org.courant.document.Sample;
import org.junit.jupiter.api.Test;

/// Promise 8: a version is its definition and its ordered revisions, and nothing else.
class FeedDefinitionTests {
  private static final Article ONE = article(1);
  private static final Article TWO = article(2);

  private static Article article(int number) {
    return Sample.article(number, "Title", "<p>x</p>", "en", null, null, null);
  }

  private static FeedDefinition feed() {
    return new FeedDefinition(Sample.feed(), Optional.empty());
  }

  @Test
  void equalForEqualRevisions() {
    assertThat(feed().version(List.of(ONE, TWO)))
        .isEqualTo(feed().version(List.of(article(1), article(2))));
  }

  @Test
  void differsByOrderMembershipAndDefinition() {
    var feed = feed();
    var metadata = Sample.feed();
    var renamed =
        new FeedDefinition(
            new FeedMetadata(
                metadata.slug(),
                "Renamed",
                metadata.description(),
                metadata.page(),
                metadata.icon(),
                metadata.summaries(),
                metadata.rhythm(),
                metadata.publication(),
                metadata.sectionTitles(),
                metadata.since()),
            Optional.empty());
    assertThat(
            List.of(
                feed.version(List.of(ONE, TWO)),
                feed.version(List.of(TWO, ONE)),
                feed.version(List.of(ONE)),
                feed.version(List.of()),
                renamed.version(List.of(ONE, TWO))))
        .doesNotHaveDuplicates();
  }
}
