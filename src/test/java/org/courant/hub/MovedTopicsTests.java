package org.courant.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.courant.CourantTest;
import org.courant.hub.HubRequest.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Topics whose feed was renamed, or whose base URL changed.
@CourantTest
class MovedTopicsTests extends HubFixture {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String FORMER = "http://courant.test/feeds/hub-studies.rss";
  private static final String ELSEWHERE = "https://before.example/news/feeds/research.rss";

  /// The feed of these tests once had another name.
  @BeforeEach
  void rename() {
    var sql =
        """
        insert into feed_former_slug (slug, feed)
        select 'hub-studies', id from feed_definition where slug = 'research'
        on conflict (slug) do nothing
        """;
    jdbc.sql(sql).update();
  }

  /// As it was subscribed before the move.
  private String subscribedBefore(String topic, String feed, String target) {
    var sql =
        """
        insert into hub_subscription (topic, callback, host, feed, version, verified_at, expires_at)
        values (:topic, :callback, :host, :feed, 'of before', now(), timestamptz '2099-01-01')
        """;
    var callback = subscriber.address(target);
    jdbc.sql(sql)
        .param("topic", topic)
        .param("callback", callback)
        .param("host", subscriber.host)
        .param("feed", feed)
        .update();
    return callback;
  }

  private void getsTheFeedOfNow() {
    assertThat(subscriber.contents()).isNotEmpty();
    var call = subscriber.contents().getLast();
    assertThat(call.header("Link"))
        .isEqualTo("<http://courant.test/hub>; rel=\"hub\", <" + TOPIC + ">; rel=\"self\"");
    assertThat(new String(call.body(), UTF_8)).contains("href=\"" + TOPIC + "\"");
    assertThat(call.body()).isEqualTo(topics.read(TOPIC).orElseThrow().content());
  }

  @Test
  void aSubscriptionOfARenamedFeedIsKeptAndGetsWhatTheFeedIsNow() {
    var callback = subscribedBefore(FORMER, "hub-studies", "/renamed");
    upkeep.tidy(time.instant());
    work();
    assertThat(expires(callback)).isPresent();
    getsTheFeedOfNow();
    change();
    work();
    assertThat(subscriber.seen).extracting(Subscriber.Seen::mode).containsOnly("content");
    assertThat(subscriber.contents()).hasSize(2);
    getsTheFeedOfNow();
  }

  @Test
  void whoAsksForTheFormerTopicIsAskedBackByItsName() {
    var callback = subscriber.address("/asks");
    assertThat(ask(Mode.SUBSCRIBE, FORMER, callback, "secret", HOUR))
        .isEqualTo(Intake.Outcome.ACCEPTED);
    work();
    assertThat(subscriber.seen.getLast().parameter("hub.topic")).isEqualTo(FORMER);
    assertThat(expires(callback)).isPresent();
    change();
    work();
    getsTheFeedOfNow();
    assertThat(subscriber.contents().getLast().header("X-Hub-Signature")).startsWith("sha256=");

    assertThat(ask(Mode.UNSUBSCRIBE, FORMER, callback, "", Duration.ZERO))
        .isEqualTo(Intake.Outcome.ACCEPTED);
    work();
    assertThat(subscriber.seen.getLast().parameter("hub.topic")).isEqualTo(FORMER);
    assertThat(expires(callback)).isEmpty();
  }

  @Test
  void anotherBaseUrlKeepsTheSubscriptionsThatStand() {
    var callback = subscribedBefore(ELSEWHERE, "research", "/based");
    upkeep.tidy(time.instant());
    work();
    getsTheFeedOfNow();
    assertThat(ask(Mode.SUBSCRIBE, ELSEWHERE, callback, "", HOUR))
        .as("a renewal")
        .isEqualTo(Intake.Outcome.ACCEPTED);
    assertThat(ask(Mode.UNSUBSCRIBE, ELSEWHERE, callback, "", Duration.ZERO))
        .isEqualTo(Intake.Outcome.ACCEPTED);
    work();
    assertThat(expires(callback)).isEmpty();
    assertThat(ask(Mode.SUBSCRIBE, ELSEWHERE, callback, "", HOUR))
        .as("nobody knows it any more")
        .isEqualTo(Intake.Outcome.FOREIGN_TOPIC);
  }

  @Test
  void aFeedThatIsGoneEndsItsSubscriptionsUnderWhateverBaseUrl() {
    var here = subscribedBefore("http://courant.test/feeds/hub-gone.rss", "hub-gone", "/gone/1");
    var there = subscribedBefore("https://before.example/feeds/hub-gone.rss", "x", "/gone/2");
    var stays = subscribedBefore(TOPIC, "research", "/gone/3");
    upkeep.tidy(time.instant());
    assertThat(expires(here)).isEmpty();
    assertThat(expires(there)).isEmpty();
    assertThat(expires(stays)).isPresent();
    work();
    assertThat(subscriber.seen)
        .filteredOn(call -> call.mode().equals("denied"))
        .extracting(call -> call.parameter("hub.reason"))
        .containsExactly(
            "This feed is no longer published here.", "This feed is no longer published here.");
  }
}
