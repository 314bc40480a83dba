package org.courant.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.item;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.courant.CourantTest;
import org.courant.Together;
import org.courant.article.Ledger;
import org.courant.coding.Coding;
import org.courant.document.FeedFormat;
import org.courant.feed.FeedVersions.Next;
import org.courant.feed.FeedVersions.Published;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Versions of several feeds that are published at once, by several nodes.
@CourantTest
class FeedReplacementTests {
  private static final Instant NOW = Instant.parse("2033-03-03T08:00:00Z");

  /// Later than every other test's articles: a feed shows the newest.
  private static final Instant LAST = Instant.parse("2098-04-04T08:00:00Z");

  @Autowired private FeedVersions versions;
  @Autowired private Feeds feeds;
  @Autowired private Ledger ledger;
  @Autowired private JdbcClient jdbc;

  private void declare(String... slugs) {
    for (var slug : slugs) {
      jdbc.sql(
              """
              insert into feed_definition (slug, identity, since, definition, items, retired_at)
              values (:slug, :slug, now(), '{}', 30, now())
              """)
          .param("slug", slug)
          .update();
    }
  }

  private static Next first(String slug, String version) {
    return next(slug, Published.NOTHING, version, NOW);
  }

  private static Next next(String slug, Published before, String version, Instant now) {
    var packed = FeedDocument.stored(Map.of(Coding.GZIP, version.getBytes(UTF_8)));
    var documents = Map.of(FeedFormat.RSS, packed);
    return new Next(
        new FeedVersion(slug, version, List.of(), List.of(), documents, now), before, "terms");
  }

  private static Published published(String version) {
    return new Published(version, "terms");
  }

  @Test
  void aFeedThatAnotherNodeReplacedIsLeftOutAndTheOthersArePublished() {
    declare("lost-race", "won-race");
    versions.publish(List.of(first("lost-race", "a1"), first("won-race", "b1")));
    versions.publish(List.of(next("lost-race", published("a1"), "a2", NOW.plusSeconds(5))));

    var late =
        versions.publish(
            List.of(
                next("lost-race", published("a1"), "a3", NOW.plusSeconds(9)),
                next("won-race", published("b1"), "b3", NOW.plusSeconds(9))));
    assertThat(late).extracting(FeedVersion::version).containsExactly("b3");
    assertThat(versions.current("lost-race")).contains("a2");
    assertThat(versions.load("lost-race").orElseThrow().document(FeedFormat.RSS).copies())
        .hasEntrySatisfying(Coding.GZIP, copy -> assertThat(copy).asString().isEqualTo("a2"));
    assertThat(versions.load("won-race").orElseThrow().version()).isEqualTo("b3");
    assertThat(states("won-race")).containsExactly("b1 REPLACED", "b3 PUBLISHED");
  }

  private List<String> states(String slug) {
    return jdbc.sql(
            "select version || ' ' || state as state from feed_version where slug = :slug order by version")
        .param("slug", slug)
        .query((row, _) -> row.getString("state"))
        .list();
  }

  @Test
  void eachFeedsDateGrowsByItself() {
    declare("same-second", "later-second");
    versions.publish(List.of(first("same-second", "a1"), first("later-second", "b1")));
    var next =
        versions.publish(
            List.of(
                next("same-second", published("a1"), "a2", NOW),
                next("later-second", published("b1"), "b2", NOW.plusSeconds(60))));
    assertThat(next)
        .extracting(FeedVersion::lastModified)
        .containsExactly(NOW.plusSeconds(1), NOW.plusSeconds(60));
  }

  @Test
  void nodesThatPublishTheSameFeedsNeverWaitForEachOther() throws Exception {
    declare("order-a", "order-b", "order-c");
    versions.publish(List.of(first("order-a", "0"), first("order-b", "0"), first("order-c", "0")));
    var nodes = new AtomicInteger();
    Together.run(
        4,
        () -> {
          int node = nodes.incrementAndGet();
          var slugs = List.of("order-a", "order-b", "order-c");
          var order = node % 2 == 0 ? slugs : slugs.reversed();
          for (int i = 0; i < 40; i++) {
            var version = node + "-" + i;
            versions.publish(
                order.stream()
                    .map(
                        slug ->
                            next(
                                slug,
                                published(versions.current(slug).orElseThrow()),
                                version,
                                NOW))
                    .toList());
          }
        });
    assertThat(states("order-a")).filteredOn(state -> state.endsWith(" PUBLISHED")).hasSize(1);
  }

  @Test
  void whatTheDatabaseRefusesOfOneFeedSpoilsNoOther() {
    record("first");
    feeds.rebuild(LAST);
    var good = feeds.serving("pregnancy").orElseThrow();
    jdbc.sql(
            "alter table feed_version add constraint a_trial check (slug <> 'pregnancy') not valid")
        .update();
    try {
      record("second");
      var report = feeds.rebuild(LAST.plusSeconds(60));
      assertThat(report.built()).contains("all").doesNotContain("pregnancy");
      assertThat(report.refused())
          .singleElement()
          .satisfies(
              refusal -> {
                assertThat(refusal.slug()).isEqualTo("pregnancy");
                assertThat(refusal.reason()).contains("cannot be stored", "a_trial");
              });
      assertThat(feeds.serving("pregnancy")).contains(good);
      assertThat(feeds.documents().get("feeds/all.json")).asString().contains("The second");
    } finally {
      jdbc.sql("alter table feed_version drop constraint a_trial").update();
    }
    assertThat(feeds.rebuild(LAST.plusSeconds(90)).built()).containsExactly("pregnancy");
  }

  private void record(String guid) {
    ledger.record(
        item("replacement", guid)
            .titled("The " + guid)
            .filed("pregnancy")
            .published(LAST.minusSeconds(guid.equals("first") ? 60 : 30))
            .incoming(),
        null,
        LAST);
  }
}
