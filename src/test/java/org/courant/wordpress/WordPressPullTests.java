package org.courant.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.article.Ledger;
import org.courant.article.Ledger.Presence;
import org.courant.source.DeclaredSource;
import org.courant.source.GivenSource;
import org.courant.source.PullReport;
import org.courant.source.PullReport.Outcome;
import org.courant.source.Pulls;
import org.courant.source.SourceKind;
import org.courant.wordpress.FakeWordPress.FakePost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class WordPressPullTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final LocalDateTime MARCH = LocalDateTime.parse("2026-03-01T10:00:00");

  private final String name = "wordpress-" + UUID.randomUUID();
  private final FakeWordPress server = new FakeWordPress();
  private final Pulls pulls;
  private final JdbcClient jdbc;
  private final Ledger ledger;

  @Autowired
  WordPressPullTests(Pulls pulls, JdbcClient jdbc, Ledger ledger) throws IOException {
    this.pulls = pulls;
    this.jdbc = jdbc;
    this.ledger = ledger;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsAllPostsAndThenOnlyWhatChanged() {
    publish(1, 230);
    assertThat(pull(NOW).created()).isEqualTo(230);
    assertThat(guids()).hasSize(230).contains(server.guid(7));

    server.requests.clear();
    server.publish(post(7).edited("<p>Corrected text.</p>", MARCH.plusDays(100)), post(231));
    var report = pull(NOW.plusSeconds(900));
    assertThat(report.changed()).isEqualTo(1);
    assertThat(report.created()).isEqualTo(1);
    assertThat(report.unchanged()).isZero();
    assertThat(server.requests).hasSizeLessThan(7);
    assertThat(report.outcome()).isEqualTo(Outcome.READ);
  }

  @Test
  void oneArticleIsToldByTheApiAndByTheSitesFeed() {
    publish(1, 3);
    pull(NOW);
    var present = ledger.present(name);

    var report = pulls.pull(feed(name), false, NOW);
    assertThat(report.created()).isZero();
    assertThat(ledger.present(name)).containsExactlyInAnyOrderElementsOf(present);
  }

  @Test
  void seesAPostThatAScheduledTimeMadePublicWithoutAChange() {
    publish(1, 3);
    pull(NOW);
    var saved = MARCH.minusDays(30);
    server.publish(new FakePost(4, "Planned", "<p>Text.</p>", MARCH.plusHours(4), saved));

    assertThat(pull(NOW.plusSeconds(900)).created()).isEqualTo(1);
  }

  @Test
  void withdrawsAtNightWhatIsGone() {
    publish(1, 10);
    pull(NOW);
    server.trash(3);
    server.publish(new FakePost(11, "Imported", MARCH.minusDays(400)));

    assertThat(pull(NOW.plusSeconds(3600)).withdrawn()).isZero();
    var night = pull(NOW.plus(Duration.ofHours(20)));
    assertThat(night.withdrawn()).isEqualTo(1);
    assertThat(night.created()).isEqualTo(1);
    assertThat(guids()).hasSize(10).doesNotContain(server.guid(3)).contains(server.guid(11));

    server.publish(post(3).edited("<p>Back.</p>", MARCH.plusDays(200)));
    assertThat(pull(NOW.plus(Duration.ofHours(21))).changed()).isEqualTo(1);
    assertThat(guids()).contains(server.guid(3));
  }

  @Test
  void holdsAWithdrawalOfMoreThanAFifthForAPerson() {
    publish(1, 10);
    pull(NOW);
    List.of(1, 2, 3).forEach(server::trash);

    var night = pull(NOW.plus(Duration.ofHours(20)));
    assertThat(night.outcome()).isEqualTo(Outcome.HELD);
    assertThat(night.problems().getFirst())
        .startsWith("3 of 10 articles are no longer among the site's posts, such as ")
        .contains("courant pull " + name + " --allow-withdrawals");
    assertThat(guids()).hasSize(10);

    assertThat(pulls.pull(source(), true, NOW.plus(Duration.ofHours(20))).withdrawn()).isEqualTo(3);
    assertThat(guids()).hasSize(7);
  }

  @Test
  void withdrawsNoPostThatALaterOneMerelyMovedToAnotherPage() {
    publish(1, 150);
    pull(NOW);
    server.requests.clear();
    var later = NOW.plus(Duration.ofHours(20));
    // The first request of the night asks for changes, the second lists.
    server.afterNextPage(() -> server.afterNextPage(() -> server.trash(1)));

    pull(later);
    assertThat(guids()).contains(server.guid(101)).hasSizeGreaterThanOrEqualTo(149);
  }

  /// Seen with a real WordPress: `wp_publish_post` leaves the planned time as that of the change.
  @Test
  void aPostWhoseChangeIsToComeHidesNoOthers() {
    publish(1, 3);
    server.publish(new FakePost(4, "Early", LocalDateTime.parse("2026-12-01T10:00:00")));
    assertThat(pull(NOW).created()).isEqualTo(4);

    server.publish(post(2).edited("<p>Corrected.</p>", LocalDateTime.parse("2026-11-23T11:00:00")));
    var report = pull(NOW.plusSeconds(7200));
    assertThat(report.changed()).isEqualTo(1);
    assertThat(report.unchanged()).isZero();
  }

  /// As after a move to another host or other permalinks, of which no post's time of change tells.
  @Test
  void seesAtNightThatTheAddressesOfPostsChanged() {
    publish(1, 3);
    pull(NOW);
    server.usePermalinks("stories/");

    assertThat(pull(NOW.plus(Duration.ofHours(20))).changed()).isEqualTo(3);
    assertThat(pull(NOW.plus(Duration.ofHours(44))).changed()).isZero();
    assertThat(guids()).hasSize(3);
  }

  @Test
  void goesOnWhereAPullWasCutOff() {
    publish(1, 230);
    server.failAfter(1);
    var cut = pull(NOW);
    assertThat(cut.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(cut.created()).isEqualTo(50);
    assertThat(cut.problems().getFirst()).contains("answers 500");
    assertThat(failures()).isEqualTo(1);

    server.failAfter(Integer.MAX_VALUE);
    var rest = pull(NOW.plusSeconds(60));
    assertThat(rest.created()).isEqualTo(180);
    assertThat(rest.unchanged()).isZero();
    assertThat(failures()).isZero();
  }

  @Test
  void aPostBehindAPasswordIsNoArticle() {
    server.publish(post(1), post(2).edited("", MARCH));
    assertThat(pull(NOW).created()).isEqualTo(1);

    server.publish(post(1).edited("", MARCH.plusDays(1)));
    assertThat(pull(NOW.plusSeconds(900)).withdrawn()).isEqualTo(1);
    assertThat(guids()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithASiteThatHidesItsApi() {
    server.answerPostsWith(401);
    var report = pull(NOW);
    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.problems().getFirst())
        .contains("answers 401")
        .endsWith("its articles stay, it is tried again");
  }

  private void publish(int from, int to) {
    for (var id = from; id <= to; id++) {
      server.publish(post(id));
    }
  }

  private static FakePost post(int id) {
    return new FakePost(id, "Post " + id, MARCH.plusHours(id));
  }

  private int failures() {
    return jdbc.sql("select failures from source where name = :name")
        .param("name", name)
        .query(Integer.class)
        .single();
  }

  private PullReport pull(Instant now) {
    return pulls.pull(source(), false, now);
  }

  private DeclaredSource source() {
    return GivenSource.of(name, SourceKind.WORDPRESS, server.address());
  }

  private DeclaredSource feed(String site) {
    return GivenSource.of(name + "-rss", SourceKind.FEED, server.address() + "feed/", site, null);
  }

  private List<String> guids() {
    return ledger.present(name).stream().map(Presence::guid).toList();
  }
}
