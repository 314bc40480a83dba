package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.article.Ledger;
import org.courant.article.Ledger.Presence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What counts as the back catalogue of a source that was added: nobody is mailed that.
@CourantTest
class FirstPullTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final String UNDATED = "<item><guid>undated</guid><title>Undated</title></item>";

  private final String name = "first-" + UUID.randomUUID();
  private final OddFeed feed = new OddFeed();

  @Autowired private Pulls pulls;
  @Autowired private Ledger ledger;
  @Autowired private JdbcClient jdbc;

  FirstPullTests() throws IOException {}

  @AfterEach
  void stop() {
    feed.close();
  }

  @Test
  void whatAFirstPullOfATruncatedFeedMissedIsBackCatalogueToo() {
    var whole =
        OddFeed.feed("", OddFeed.item("1", "2026-11-20"), OddFeed.item("2", "2026-11-19"), UNDATED);
    feed.body = whole.substring(0, whole.indexOf("<guid>2"));
    assertThat(pull(0).created()).isEqualTo(1);

    feed.body = whole;
    assertThat(pull(1).created()).isEqualTo(2);
    assertThat(eligible()).isEmpty();

    feed.body = OddFeed.feed("", OddFeed.item("3", "2026-11-18"), OddFeed.item("4", "2026-11-25"));
    pull(2);
    assertThat(eligible()).containsExactlyInAnyOrder("3", "4");
  }

  /// A feed that is never whole would otherwise never have anything new.
  @Test
  void whatCameOutAfterTheFirstTryIsNewEvenIfNoPullWasEverWhole() {
    feed.body = brokenOff(OddFeed.item("1", "2026-11-20"));
    pull(0);
    feed.body = brokenOff(OddFeed.item("2", "2026-11-24"), OddFeed.item("3", "2026-11-19"));
    pull(2);

    assertThat(eligible()).containsExactly("2");
  }

  /// Nothing was seen while it did not answer, so that its back catalogue is as it was.
  @Test
  void aSourceThatFailsAtFirstIsPulledForTheFirstTimeWhenItAnswers() {
    feed.status = 500;
    pull(0);
    feed.status = 200;
    feed.body = OddFeed.feed("", OddFeed.item("1", "2026-11-24"));
    pull(2);

    assertThat(eligible()).isEmpty();
  }

  private static String brokenOff(String... items) {
    return OddFeed.feed("", items).replace("</channel></rss>", "<item><guid>9</gu");
  }

  private PullReport pull(int day) {
    var source = GivenSource.of(name, SourceKind.FEED, feed.address("/"));
    return pulls.pull(source, false, NOW.plus(Duration.ofDays(day)));
  }

  private List<String> eligible() {
    var eligible = jdbc.sql("select article_id from article_candidate").query(Long.class).list();
    return ledger.present(name).stream()
        .filter(presence -> eligible.contains(presence.articleId()))
        .map(Presence::guid)
        .toList();
  }
}
