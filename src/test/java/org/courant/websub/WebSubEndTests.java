package org.courant.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.courant.CourantTest;
import org.junit.jupiter.api.Test;

@CourantTest
class WebSubEndTests extends WebSubFixture {
  @Test
  void aHubThatRefusesOrIsSilentIsLeftAloneLonger() {
    hub.status = 400;
    asked();
    for (var pause : List.of(5, 20, 80)) {
      assertThat(work.round(now())).isZero();
      time.advance(Duration.ofMinutes(pause));
      assertThat(work.round(now())).isEqualTo(1);
    }
    assertThat(jdbc.sql("select answer from websub_subscription").query(String.class).single())
        .isEqualTo("answered 400");
    assertThat(WebSubWork.pause(4)).isEqualTo(Duration.ofMinutes(1280));
    assertThat(WebSubWork.pause(400)).isEqualTo(Duration.ofDays(1));
    // The feed is pulled all the same.
    assertThat(pulls.pull(source, false, now()).failed()).isZero();
  }

  @Test
  void aHubThatAcceptsButNeverVerifiesIsAskedAgain() {
    asked();
    time.advance(Duration.ofMinutes(10));
    assertThat(work.round(now())).isEqualTo(1);
    time.advance(Duration.ofMinutes(10));
    assertThat(work.round(now())).isZero();
    time.advance(Duration.ofMinutes(10));
    assertThat(work.round(now())).isEqualTo(1);
  }

  @Test
  void aDenialEndsItForADay() {
    var key = subscribed();
    assertThat(verify(key, "denied", hub.address("/feed"))).hasStatusOk();
    assertThat(deliver(key, "x", null)).hasStatus(410);
    assertThat(moment("select due_at from websub_subscription"))
        .isEqualTo(now().plus(Duration.ofDays(1)));
    assertThat(
            jdbc.sql("select count(*) from source where name = :name and pushed_until is not null")
                .param("name", name)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void itEndsWithItsSource() {
    var key = subscribed();
    undeclare();
    hub.asked.clear();
    assertThat(work.round(now())).isEqualTo(1);
    assertThat(hub.asked.remove())
        .containsEntry("hub.mode", "unsubscribe")
        .doesNotContainKey("hub.lease_seconds");
    assertThat(deliver(key, "x", null)).hasStatus(410);
    assertThat(verify(key, "subscribe", hub.address("/feed"))).hasStatus(404);
    assertThat(verify(key, "unsubscribe", hub.address("/feed")))
        .hasStatusOk()
        .hasBodyTextEqualTo("sesame");
    assertThat(subscriptions.find(key)).isEmpty();
  }

  @Test
  void aHubThatNeverLetsGoIsForgotten() {
    subscribed();
    undeclare();
    for (int i = 0; i < 4; i++) {
      assertThat(work.round(now())).isEqualTo(1);
      time.advance(Duration.ofDays(1));
    }
    assertThat(subscriptions.all()).isEmpty();
  }

  @Test
  void anotherHubTakesThePlaceAndNoneEndsIt() {
    var key = subscribed();

    hub.body = hub.feed(hub.address("/hub?second"), "One", "Two");
    pulls.pull(source, false, now());
    hub.asked.clear();
    assertThat(work.round(now())).isEqualTo(2);
    assertThat(hub.asked)
        .extracting(form -> form.get("hub.mode"))
        .containsExactlyInAnyOrder("subscribe", "unsubscribe");
    assertThat(subscriptions.find(key).orElseThrow().wanted()).isFalse();

    hub.body = "<rss version=\"2.0\"><channel><title>T</title></channel></rss>";
    pulls.pull(source, false, now());
    assertThat(subscriptions.all())
        .allSatisfy(line -> assertThat(line).contains("no longer wanted"));
  }
}
