package org.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.article.ItemDraft.item;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.courant.TestClock;
import org.courant.article.Ledger;
import org.courant.feed.FeedTopics;
import org.courant.feed.Feeds;
import org.courant.fetch.Callbacks;
import org.courant.hub.HubRequest.Mode;
import org.courant.publication.Publication;
import org.courant.publication.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A subscriber, a hub that works when it is told to, at a time of its own, and a feed to change.
abstract class HubFixture {
  static final String TOPIC = "http://courant.test/feeds/research.rss";

  /// Later than other tests' articles, so that the feed shows this one.
  private static final Instant PUBLISHED = Instant.parse("2098-06-01T08:00:00Z");

  private static final AtomicInteger CHANGES = new AtomicInteger();

  @Autowired protected Intake intake;
  @Autowired protected HubQueue queue;
  @Autowired protected HubSubscriptions subscriptions;
  @Autowired protected HubSecrets secrets;
  @Autowired protected Settlement settlement;
  @Autowired protected HubUpkeep upkeep;
  @Autowired protected FeedTopics topics;
  @Autowired protected HubTopics hubTopics;
  @Autowired protected Callbacks callbacks;
  @Autowired protected Publication publication;
  @Autowired protected Ledger ledger;
  @Autowired protected Feeds feeds;
  @Autowired protected JdbcClient jdbc;

  protected final TestClock time = new TestClock();
  protected Subscriber subscriber;
  protected HubWork work;

  @BeforeEach
  void open() throws IOException {
    subscriber = new Subscriber();
    work = node(settings(true, Duration.ofSeconds(10)));
    change();
  }

  @AfterEach
  void close() {
    subscriber.close();
    // Other tests' hubs would go on calling.
    for (var table : List.of("hub_subscription", "hub_delivery")) {
      jdbc.sql("delete from %s where host = :host".formatted(table))
          .param("host", subscriber.host)
          .update();
    }
  }

  static HubSettings settings(boolean internal, Duration timeout) {
    return new HubSettings(new HubSettings.Hub(internal, 10_000, 500, 600, 60, timeout));
  }

  /// Another node of the installation.
  HubWork node(HubSettings settings) {
    return new HubWork(
        upkeep,
        new Courier(hubTopics, topics, callbacks, secrets, publication, settings),
        settlement,
        time);
  }

  /// Changes the one article that all these tests share, and with it the feed; returns its title.
  String change() {
    var title = "Told to the hub " + CHANGES.incrementAndGet();
    ledger.record(
        item("hub", "1", "/told").titled(title).filed("research").published(PUBLISHED).incoming(),
        null,
        PUBLISHED);
    // A Last-Modified in the future would be another test's surprise.
    feeds.rebuild(TestClock.START);
    return title;
  }

  /// Works until nothing is due.
  void work() {
    await().until(work::idle);
    while (work.round(time.instant()) > 0) {
      await().until(work::idle);
    }
  }

  Intake.Outcome ask(Mode mode, String callback, String secret, Duration lease) {
    return ask(mode, TOPIC, callback, secret, lease);
  }

  Intake.Outcome ask(Mode mode, String topic, String callback, String secret, Duration lease) {
    return intake.take(
        new HubRequest(
            mode,
            topic,
            new Callback(callback, subscriber.host),
            Optional.of(secret).filter(text -> !text.isEmpty()).map(Secret::new),
            lease),
        time.instant());
  }

  /// A subscription that stands.
  String subscribed(String target, String secret) {
    var callback = subscriber.address(target);
    assertThat(ask(Mode.SUBSCRIBE, callback, secret, Duration.ofHours(1)))
        .isEqualTo(Intake.Outcome.ACCEPTED);
    work();
    assertThat(expires(callback)).isPresent();
    subscriber.seen.clear();
    return callback;
  }

  Optional<Instant> expires(String callback) {
    return jdbc.sql("select expires_at from hub_subscription where callback = :callback")
        .param("callback", callback)
        .query((row, _) -> row.getObject("expires_at", OffsetDateTime.class).toInstant())
        .optional();
  }

  /// The calls to a callback as "kind state attempts: answer", in their order.
  List<String> log(String callback) {
    var sql =
        """
        select kind, state, attempts, answer from hub_delivery where callback = :callback order by id
        """;
    return jdbc.sql(sql)
        .param("callback", callback)
        .query(
            (row, _) ->
                "%s %s %d: %s"
                    .formatted(
                        row.getString("kind"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        row.getString("answer")))
        .list();
  }
}
