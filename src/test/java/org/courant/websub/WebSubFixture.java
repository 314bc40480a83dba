package org.courant.websub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.courant.TestClock;
import org.courant.fetch.Callbacks;
import org.courant.publication.Keys;
import org.courant.publication.Publication;
import org.courant.source.DeclaredSource;
import org.courant.source.GivenPushedFeeds;
import org.courant.source.GivenSource;
import org.courant.source.Pulls;
import org.courant.source.PushedFeeds;
import org.courant.source.SourceKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// A feed with a hub, and a subscriber that works when it is told to, at a time of its own.
abstract class WebSubFixture {
  @Autowired ApplicationContext context;
  @Autowired WebSubSubscriptions subscriptions;
  @Autowired Pulls pulls;
  @Autowired Callbacks callbacks;
  @Autowired Publication publication;
  @Autowired Keys keys;
  @Autowired JdbcClient jdbc;

  final String name = "hubbed-" + UUID.randomUUID();
  final TestClock time = new TestClock();
  FakeHub hub;
  DeclaredSource source;
  WebSubWork work;
  MockMvcTester mvc;

  @BeforeEach
  void open() throws IOException {
    hub = new FakeHub();
    hub.body = hub.feed(hub.address("/hub"), "One");
    source = GivenSource.of(name, SourceKind.FEED, hub.address("/feed"));
    var feeds = GivenPushedFeeds.of(context, source);
    work = work(feeds);
    mvc = callbacks(feeds);
    // Other tests' subscriptions are asked about at times of their own.
    jdbc.sql("delete from websub_subscription").update();
  }

  /// The settings declare nothing any more.
  void undeclare() {
    var feeds = GivenPushedFeeds.of(context);
    work = work(feeds);
    mvc = callbacks(feeds);
  }

  private WebSubWork work(PushedFeeds feeds) {
    return new WebSubWork(subscriptions, feeds, callbacks, publication, keys);
  }

  private MockMvcTester callbacks(PushedFeeds feeds) {
    var delivery = new WebSubDelivery(subscriptions, work(feeds), feeds);
    return MockMvcTester.of(new WebSubController(subscriptions, delivery, time));
  }

  @AfterEach
  void close() {
    hub.close();
  }

  /// Pulled, and its hub asked; gives the callback's key.
  String asked() {
    assertThat(pulls.pull(source, false, now()).created()).isEqualTo(1);
    assertThat(work.round(now())).isEqualTo(1);
    return jdbc.sql("select key from websub_subscription where source = :name")
        .param("name", name)
        .query(String.class)
        .single();
  }

  String subscribed() {
    var key = asked();
    assertThat(verify(key, "subscribe", hub.address("/feed"))).hasStatusOk();
    return key;
  }

  MvcTestResult verify(String key, String mode, String topic) {
    return mvc.get()
        .uri("/websub/" + key)
        .params(
            org.springframework.util.MultiValueMap.fromSingleValue(
                Map.of(
                    "hub.mode",
                    mode,
                    "hub.topic",
                    topic,
                    "hub.challenge",
                    "sesame",
                    "hub.lease_seconds",
                    "1000")))
        .exchange();
  }

  MvcTestResult deliver(String key, String body, @Nullable String signature) {
    var request =
        mvc.post()
            .uri("/websub/" + key)
            .contentType("application/rss+xml")
            .content(body.getBytes(UTF_8));
    return (signature == null ? request : request.header("X-Hub-Signature", signature)).exchange();
  }

  List<String> guids() {
    return jdbc.sql("select guid from article where site = :name order by guid")
        .param("name", name)
        .query((row, _) -> row.getString(1))
        .list();
  }

  List<String> runs() {
    return jdbc.sql(
            "select outcome || ' ' || created from source_run where source = :name order by id")
        .param("name", name)
        .query((row, _) -> row.getString(1))
        .list();
  }

  Instant moment(String sql) {
    return jdbc.sql(sql)
        .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .single();
  }

  Instant now() {
    return time.instant();
  }
}
