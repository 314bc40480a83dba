package org.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.courant.CourantTest;
import org.courant.hub.HubRequest.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSub, sections 5.2 and 5.3.
@CourantTest
class VerificationTests extends HubFixture {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void asksTheCallbackAndKeepsItsQuery() {
    var callback = subscriber.address("/cb?a=%2F+b&hub.mode=mine");
    ask(Mode.SUBSCRIBE, callback, "", HOUR);
    assertThat(expires(callback)).as("nothing stands before it is confirmed").isEmpty();
    work();

    var call = subscriber.seen.getFirst();
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.target())
        .startsWith("/cb?a=%2F+b&hub.mode=mine&hub.mode=subscribe&hub.topic=http%3A%2F%2F");
    assertThat(call.parameters())
        .containsEntry("hub.mode", "subscribe")
        .containsEntry("hub.topic", TOPIC)
        .containsEntry("hub.lease_seconds", "3600")
        .hasEntrySatisfying(
            "hub.challenge", challenge -> assertThat(challenge).matches("[0-9a-f]{48}"));
    assertThat(expires(callback)).contains(time.instant().plus(HOUR));
    assertThat(log(callback)).containsExactly("SUBSCRIBE DONE 1: confirmed");
  }

  @Test
  void drawsAChallengeForEachCall() {
    var callback = subscriber.address("/challenge");
    ask(Mode.SUBSCRIBE, callback, "", HOUR);
    work();
    var first = subscriber.seen.getFirst().parameter("hub.challenge");
    subscriber.answer = (exchange, _) -> Subscriber.send(exchange, 200, first);
    ask(Mode.UNSUBSCRIBE, callback, "", Duration.ZERO);
    work();
    assertThat(expires(callback)).as("an old challenge proves nothing").isPresent();
    assertThat(subscriber.seen.getLast().parameter("hub.challenge")).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 400, 404, 410, 500, 503})
  void takesEveryOtherStatusForANo(int status) {
    var callback = subscriber.address("/status");
    subscriber.answer =
        (exchange, call) -> {
          exchange.getResponseHeaders().add("Location", subscriber.address("/else" + "?" + status));
          Subscriber.send(exchange, status, call.parameter("hub.challenge"));
        };
    ask(Mode.SUBSCRIBE, callback, "", HOUR);
    work();
    assertThat(expires(callback)).isEmpty();
    assertThat(log(callback)).containsExactly("SUBSCRIBE FAILED 1: answered " + status);
    assertThat(subscriber.seen).as("asked once, and no redirect followed").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x%s", "%sx", "%s\n"})
  void takesEveryOtherBodyForANo(String body) {
    var callback = subscriber.address("/body");
    subscriber.answer =
        (exchange, call) ->
            Subscriber.send(exchange, 200, body.formatted(call.parameter("hub.challenge")));
    ask(Mode.SUBSCRIBE, callback, "", HOUR);
    work();
    assertThat(expires(callback)).isEmpty();
  }

  @Test
  void renewsByTopicAndCallbackAndChangesNothingBeforeTheProof() {
    var callback = subscribed("/renewed", "old secret");
    var until = expires(callback);

    subscriber.answers(404);
    ask(Mode.SUBSCRIBE, callback, "new secret", HOUR.multipliedBy(2));
    assertThat(expires(callback)).isEqualTo(until);
    work();
    assertThat(expires(callback)).as("a failed proof changes nothing").isEqualTo(until);
    assertThat(secret(callback)).isEqualTo("old secret");

    subscriber.answer = Subscriber::confirm;
    ask(Mode.SUBSCRIBE, callback, "new secret", HOUR.multipliedBy(2));
    work();
    assertThat(expires(callback)).contains(time.instant().plus(HOUR.multipliedBy(2)));
    assertThat(secret(callback)).isEqualTo("new secret");
    ask(Mode.SUBSCRIBE, callback, "", HOUR);
    work();
    assertThat(secret(callback)).as("renewed without one").isEqualTo("none");
  }

  private String secret(String callback) {
    return jdbc.sql("select secret from hub_subscription where callback = :callback")
        .param("callback", callback)
        .query(
            (row, _) ->
                Optional.ofNullable(row.getBytes("secret"))
                    .map(kept -> secrets.open(kept, TOPIC, callback).value())
                    .orElse("none"))
        .single();
  }

  @Test
  void leavesOnProofOnly() {
    var callback = subscribed("/left", "");
    subscriber.answers(404);
    ask(Mode.UNSUBSCRIBE, callback, "", Duration.ZERO);
    work();
    assertThat(subscriber.seen.getLast().parameters())
        .containsEntry("hub.mode", "unsubscribe")
        .containsEntry("hub.topic", TOPIC)
        .doesNotContainKey("hub.lease_seconds");
    assertThat(expires(callback)).isPresent();

    subscriber.answer = Subscriber::confirm;
    ask(Mode.UNSUBSCRIBE, callback, "", Duration.ZERO);
    work();
    assertThat(expires(callback)).isEmpty();
    subscriber.seen.clear();
    change();
    work();
    assertThat(subscriber.seen).isEmpty();
  }

  @Test
  void theNewestRequestTakesThePlaceOfOneThatWaits() {
    var callback = subscriber.address("/newest");
    ask(Mode.SUBSCRIBE, callback, "one", HOUR);
    ask(Mode.UNSUBSCRIBE, callback, "", Duration.ZERO);
    ask(Mode.SUBSCRIBE, callback, "two", HOUR);
    work();
    assertThat(subscriber.seen).hasSize(1);
    assertThat(secret(callback)).isEqualTo("two");
  }

  @Test
  void tellsTheCallbackWhenItIsDenied() {
    var callback = subscribed("/denied?k=1", "");
    assertThat(subscriptions.deny(callback, Optional.of(TOPIC), "Not & here", time.instant()))
        .isEqualTo(1);
    work();
    assertThat(subscriber.seen.getFirst().target())
        .isEqualTo(
            "/denied?k=1&hub.mode=denied&hub.topic=http%3A%2F%2Fcourant.test%2Ffeeds%2Fresearch.rss&hub.reason=Not%20%26%20here");
    assertThat(expires(callback)).isEmpty();
    assertThat(log(callback)).endsWith("DENIAL DONE 1: told");
  }

  @Test
  void deniesWhatIsNoLongerPublished() {
    var callback = subscribed("/retired", "");
    jdbc.sql("update hub_subscription set topic = :gone where callback = :callback")
        .param("gone", "http://courant.test/feeds/retired.rss")
        .param("callback", callback)
        .update();
    upkeep.tidy(time.instant());
    work();
    assertThat(subscriber.seen.getFirst().parameters())
        .containsEntry("hub.mode", "denied")
        .containsEntry("hub.topic", "http://courant.test/feeds/retired.rss");
    assertThat(expires(callback)).isEmpty();
  }

  @Test
  void doesNotCallPrivateAddresses() {
    work = node(settings(false, Duration.ofSeconds(10)));
    var callback = subscriber.address("/private");
    ask(Mode.SUBSCRIBE, callback, "", HOUR);
    work();
    assertThat(subscriber.seen).isEmpty();
    assertThat(log(callback))
        .containsExactly("SUBSCRIBE FAILED 1: its host has an address that is not public");
  }

  @Test
  void doesNotWaitForASlowCallback() {
    var callback = subscriber.address("/slow");
    work = node(settings(true, Duration.ofMillis(300)));
    var released = new java.util.concurrent.CountDownLatch(1);
    subscriber.answer =
        (exchange, call) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          try {
            released.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };
    ask(Mode.SUBSCRIBE, callback, "", HOUR);
    work();
    released.countDown();
    assertThat(log(callback)).containsExactly("SUBSCRIBE FAILED 1: it took longer than 300 ms");
  }
}
