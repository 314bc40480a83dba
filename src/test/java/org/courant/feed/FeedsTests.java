package org.courant.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.item;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.courant.CourantTest;
import org.courant.article.Ledger;
import org.courant.coding.Coding;
import org.courant.document.FeedFormat;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class FeedsTests {
  /// Later than every other test's articles: a feed shows the newest.
  private static final Instant NOW = Instant.parse("2098-03-03T08:00:00Z");

  @Autowired private Ledger ledger;
  @Autowired private Feeds feeds;
  @Autowired private ApplicationContext context;
  @Autowired private FeedVersions versions;
  @Autowired private FeedRefusals refused;
  @Autowired private JdbcClient jdbc;

  private void record(String guid, String title, String section, Instant now) {
    ledger.record(
        item("feeds", guid).titled(title).filed(section).published(NOW.minusSeconds(60)).incoming(),
        null,
        now);
  }

  private void recordThree(String guid, String section) {
    for (int i = 0; i < 3; i++) {
      record(guid + i, guid + " " + i, section, NOW);
    }
  }

  private List<String> refusals(String slug) {
    return jdbc.sql("select reason from feed_version where slug = :slug and state = 'REFUSED'")
        .param("slug", slug)
        .query((row, _) -> row.getString("reason"))
        .list();
  }

  private FeedVersion all() {
    return feeds.serving("all").orElseThrow();
  }

  @Test
  void sameArticlesGiveTheSameVersionAndBytesOnEveryNode() {
    record("same", "Same", "none", NOW);
    feeds.rebuild(NOW);
    var first = all();
    feeds.rebuild(NOW.plusSeconds(3600));
    assertThat(all()).isSameAs(feeds.serving("all").orElseThrow());
    assertThat(all().lastModified()).isEqualTo(first.lastModified());

    var otherNode = FeedNode.start(context);
    otherNode.rebuild(NOW.plusSeconds(7200));
    for (var format : FeedFormat.values()) {
      var document = otherNode.serving("all").orElseThrow().document(format);
      assertThat(document.plain()).isEqualTo(first.document(format).plain());
      for (var coding : Coding.values()) {
        assertThat(document.in(coding).orElseThrow())
            .isEqualTo(first.document(format).in(coding).orElseThrow());
      }
    }
    assertThat(otherNode.serving("all").orElseThrow().version()).isEqualTo(first.version());
  }

  @Test
  void twoChangesInOneSecondAreTwoVersions() {
    record("second", "One", "none", NOW);
    feeds.rebuild(NOW);
    var first = all();
    record("second", "Two", "none", NOW);
    feeds.rebuild(NOW);
    assertThat(all().version()).isNotEqualTo(first.version());
    assertThat(all().lastModified()).isAfter(first.lastModified());
  }

  @Test
  void withdrawnArticlesLeaveTheFeeds() {
    record("leaving", "Leaving soon", "none", NOW);
    feeds.rebuild(NOW);
    assertThat(
            new String(
                all().document(FeedFormat.RSS).plain(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("Leaving soon");
    ledger.withdraw("feeds", "feeds", List.of("leaving"), "its file is gone", NOW);
    feeds.rebuild(NOW);
    assertThat(
            new String(
                all().document(FeedFormat.RSS).plain(), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("Leaving soon");
  }

  @Test
  void announcedChangesAreServed() {
    record("announced", "Announced", "none", NOW);
    ledger.announce(NOW);
    assertThat(feeds.documents().get("feeds/all.json")).asString().contains("Announced");
    assertThat(feeds.documents())
        .containsKeys("feeds/all.rss", "feeds/all.atom", "feeds/research.rss", "feeds.opml");
  }

  @Test
  void aWorseVersionIsKeptAsideAndTheLastGoodOneStays() {
    recordThree("pregnancy", "pregnancy");
    feeds.rebuild(NOW);
    var good = feeds.serving("pregnancy").orElseThrow();
    assertThat(refused.accept("pregnancy")).as("what nobody refused yet").isFalse();
    // A source that lost its categories for a day.
    recordThree("pregnancy", "nothing");
    try {
      var report = feeds.rebuild(good.lastModified().plusSeconds(60));
      assertThat(report.refused())
          .singleElement()
          .satisfies(
              refusal -> {
                assertThat(refusal.slug()).isEqualTo("pregnancy");
                assertThat(refusal.reason()).endsWith("still published");
              });
      assertThat(feeds.serving("pregnancy").orElseThrow().version()).isEqualTo(good.version());
      assertThat(versions.load("pregnancy").orElseThrow().version()).isEqualTo(good.version());
      assertThat(refusals("pregnancy")).singleElement().asString().endsWith("still published");
      // A person says that it is meant.
      assertThat(refused.of("pregnancy")).isEqualTo(refusals("pregnancy"));
      assertThat(refused.accept("pregnancy")).isTrue();
      assertThat(feeds.rebuild(good.lastModified().plusSeconds(90)).built()).contains("pregnancy");
    } finally {
      recordThree("pregnancy", "pregnancy");
    }
    assertThat(feeds.rebuild(good.lastModified().plusSeconds(120)).refused()).isEmpty();
    assertThat(feeds.serving("pregnancy").orElseThrow().entries()).isEqualTo(good.entries());
  }

  @Test
  void aVersionThatIsRefusedOnceMoreIsToldOnceMore() {
    jdbc.sql(
            """
            insert into feed_definition (slug, identity, since, definition, items, retired_at)
            values ('refused-again', 'refused-again', now(), '{}', 30, now())
            """)
        .update();
    assertThat(refuse(NOW)).isTrue();
    assertThat(refuse(NOW.plusSeconds(60))).as("told already").isFalse();
    var between =
        new FeedVersion(
            "refused-again", "good", List.of(), List.of(), Map.of(), NOW.plusSeconds(120));
    var next = new FeedVersions.Next(between, FeedVersions.Published.NOTHING, "terms");
    assertThat(versions.publish(List.of(next))).hasSize(1);
    assertThat(refused.of("refused-again")).isEmpty();
    assertThat(refuse(NOW.plusSeconds(180))).isTrue();
    assertThat(refused.of("refused-again")).containsExactly("worse");
  }

  private boolean refuse(Instant now) {
    return refused.refuse("refused-again", "bad", List.of(), "worse", now);
  }
}
