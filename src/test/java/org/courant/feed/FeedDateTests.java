package org.courant.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.courant.CourantTest;
import org.courant.document.FeedFormat;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// What a feed says of when it changed last.
@CourantTest
class FeedDateTests {
  private static final Pattern UPDATED =
      Pattern.compile("<updated>([^<]+)</updated>\\s*<generator");
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Autowired private ApplicationContext context;

  private static Instant date(ArchivedFeed feed) {
    return date(new String(feed.newest(FeedFormat.ATOM), UTF_8));
  }

  private static Instant date(String atom) {
    var found = UPDATED.matcher(atom);
    assertThat(found.find()).isTrue();
    return Instant.parse(found.group(1));
  }

  @Test
  void isOfTheLastChangeWhateverTheArticlesAreDated() {
    var feed = new ArchivedFeed(context, "date-late");
    feed.articles(5, 7);
    feed.rebuild();
    var first = ArchivedFeed.START.plus(MINUTE);
    assertThat(date(feed)).isEqualTo(first);
    var former = feed.version();

    feed.article(1, "Pulled late", false);
    feed.rebuild();
    assertThat(date(feed)).isEqualTo(first.plus(MINUTE));

    var deltas = new FeedDeltas(feed.feeds(), context.getBean(FormerVersions.class));
    assertThat(deltas.between(former.version(), feed.version(), FeedFormat.ATOM))
        .isInstanceOfSatisfying(
            FeedDeltas.Delta.Fresh.class,
            delta ->
                assertThat(new String(delta.document().plain(), UTF_8))
                    .contains("Pulled late")
                    .doesNotContain("date-late 5")
                    .satisfies(news -> assertThat(date(news)).isEqualTo(date(feed))));
  }

  @Test
  void movesOnWhenSomethingIsGone() {
    var feed = new ArchivedFeed(context, "date-gone");
    feed.articles(1, 3);
    feed.rebuild();
    var first = ArchivedFeed.START.plus(MINUTE);
    feed.article(3, feed.title(3), true);
    feed.rebuild();
    assertThat(date(feed)).isEqualTo(first.plus(MINUTE));
    assertThat(new String(feed.newest(FeedFormat.ATOM), UTF_8)).contains("deleted-entry");

    feed.later(Duration.ofDays(31));
    feed.rebuild();
    assertThat(new String(feed.newest(FeedFormat.ATOM), UTF_8)).doesNotContain("deleted-entry");
    assertThat(date(feed)).isEqualTo(first.plus(Duration.ofDays(31)).plus(MINUTE.multipliedBy(2)));
  }

  @Test
  void movesOnWithTheFeedsOwnDescription() {
    var feed = new ArchivedFeed(context, "date-title");
    feed.articles(1, 3);
    feed.rebuild();
    var first = date(feed);
    feed.restartWithSummaries();
    feed.rebuild();
    assertThat(date(feed)).isEqualTo(first.plus(MINUTE));
  }

  @Test
  void staysWhereNothingChangedOnAnyNodeAndNeverGoesBack() {
    var feed = new ArchivedFeed(context, "date-stays");
    feed.articles(1, 3);
    feed.rebuild();
    var bytes = feed.newest(FeedFormat.RSS);
    var version = feed.version().version();
    feed.restart("date-stays", "date-stays");
    feed.rebuild();
    assertThat(feed.version().version()).isEqualTo(version);
    assertThat(feed.newest(FeedFormat.RSS)).isEqualTo(bytes);
    assertThat(feed.feeds().build("date-stays").orElseThrow().plan().version()).isEqualTo(version);

    var date = date(feed);
    feed.later(Duration.ofHours(-1)); // a node whose clock is behind
    feed.article(4, feed.title(4), false);
    feed.rebuild();
    assertThat(feed.version().version()).isNotEqualTo(version);
    assertThat(date(feed)).isEqualTo(date);
  }
}
