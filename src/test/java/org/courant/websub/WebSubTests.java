package org.courant.websub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.courant.CourantTest;
import org.courant.hub.HubSignatures;
import org.junit.jupiter.api.Test;

@CourantTest
class WebSubTests extends WebSubFixture {
  @Test
  void aPulledFeedsHubIsAskedOnceAndVerified() {
    var key = asked();
    var form = hub.asked.remove();
    assertThat(form)
        .containsEntry("hub.mode", "subscribe")
        .containsEntry("hub.topic", hub.address("/feed"))
        .containsEntry("hub.callback", "http://courant.test/websub/" + key)
        .containsEntry("hub.lease_seconds", "864000")
        // It would go over the wire in clear.
        .doesNotContainKey("hub.secret");
    assertThat(key).hasSizeGreaterThan(40);
    assertThat(work.round(now())).isZero();

    assertThat(verify(key, "subscribe", hub.address("/feed")))
        .hasStatusOk()
        .hasBodyTextEqualTo("sesame");
    assertThat(moment("select expires_at from websub_subscription"))
        .isEqualTo(now().plusSeconds(1000));
    assertThat(moment("select due_at from websub_subscription")).isEqualTo(now().plusSeconds(800));
    assertThat(moment("select pushed_until from source where name = '%s'".formatted(name)))
        .isEqualTo(now().plusSeconds(1000));

    time.advance(Duration.ofSeconds(799));
    assertThat(work.round(now())).isZero();
    time.advance(Duration.ofSeconds(1));
    assertThat(work.round(now())).isEqualTo(1);
    assertThat(hub.asked.remove())
        .containsEntry("hub.callback", "http://courant.test/websub/" + key);
  }

  @Test
  void onlyWhatWasAskedIsAnswered() {
    assertThat(verify("unknown", "subscribe", hub.address("/feed"))).hasStatus(404);
    var key = subscribed();
    assertThat(verify(key, "subscribe", "https://example.org/other")).hasStatus(404);
    assertThat(verify(key, "unsubscribe", hub.address("/feed"))).hasStatus(404);
    assertThat(verify(key, "denied", "https://example.org/other")).hasStatus(404);
    assertThat(verify(key, "publish", hub.address("/feed"))).hasStatus(404);
    assertThat(mvc.get().uri("/websub/" + key)).hasStatus(404);
    time.advance(Duration.ofHours(2));
    assertThat(verify(key, "subscribe", hub.address("/feed"))).hasStatus(404);
  }

  @Test
  void aDeliveryIsReadLikeAPullAndPullingGoesOnSlowly() {
    var key = subscribed();
    assertThat(deliver(key, hub.feed(hub.address("/hub"), "Two"), null)).hasStatus(202);
    await().untilAsserted(() -> assertThat(runs()).containsExactly("READ 1", "READ 1"));
    assertThat(guids()).containsExactly("One", "Two");

    hub.body = hub.feed(hub.address("/hub"), "One", "Two", "Three");
    assertThat(pulls.pull(source, false, now()).created()).isEqualTo(1);
    assertThat(moment("select not_before from source where name = '%s'".formatted(name)))
        .isEqualTo(now().plus(Duration.ofHours(1)));
  }

  @Test
  void nothingIsTakenBeforeVerificationOrAfterTheEnd() {
    assertThat(deliver("unknown", "x", null)).hasStatus(404);
    var key = asked();
    assertThat(deliver(key, hub.feed(hub.address("/hub"), "Early"), null)).hasStatus(410);
    verify(key, "subscribe", hub.address("/feed"));
    time.advance(Duration.ofSeconds(1000));
    assertThat(deliver(key, hub.feed(hub.address("/hub"), "Late"), null)).hasStatus(410);
    assertThat(guids()).containsExactly("One");
  }

  @Test
  void aSignedSubscriptionDropsWhatIsNotSigned() {
    var secure =
        new HubLinks.Found(URI.create("https://hub.example/"), URI.create(hub.address("/feed")));
    asked();
    subscriptions.want(name, true, secure, "signed-" + name, now());
    var one = subscriptions.find("signed-" + name).orElseThrow();
    jdbc.sql("update websub_subscription set expires_at = :at where key = :key")
        .param("at", now().plusSeconds(60).atOffset(java.time.ZoneOffset.UTC))
        .param("key", one.key())
        .update();
    var forged = hub.feed("https://hub.example/", "Forged");
    for (var signature : List.of("", "sha256=00", HubSignatures.sha256("wrong", forged))) {
      assertThat(deliver(one.key(), forged, signature)).hasStatus(202);
    }
    var real = hub.feed("https://hub.example/", "Real");
    assertThat(deliver(one.key(), real, HubSignatures.sha256(work.secret(one).value(), real)))
        .hasStatus(202);
    await().untilAsserted(() -> assertThat(guids()).containsExactly("One", "Real"));
    assertThat(runs()).hasSize(2);
  }
}
