package org.courant.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.courant.CourantTest;
import org.courant.hub.HubRequest.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// WebSub, section 7.
@CourantTest
class DistributionTests extends HubFixture {
  @Autowired private MockMvcTester mvc;

  @Test
  void sendsTheWholeDocumentAsItIsServed() throws Exception {
    subscribed("/cb?key=a%2Fb+c&x", "");
    var title = change();
    work();
    assertThat(subscriber.seen).hasSize(1);
    var call = subscriber.seen.getFirst();
    var served = mvc.get().uri("/feeds/research.rss").exchange().getResponse();
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.target()).isEqualTo("/cb?key=a%2Fb+c&x");
    assertThat(call.body()).isEqualTo(served.getContentAsByteArray());
    assertThat(new String(call.body(), UTF_8)).contains(title);
    assertThat(call.header("Content-Type")).isEqualTo(served.getContentType());
    assertThat(call.header("Link"))
        .isEqualTo("<http://courant.test/hub>; rel=\"hub\", <" + TOPIC + ">; rel=\"self\"");
    assertThat(call.headers()).doesNotContainKeys("X-Hub-Signature", "X-hub-signature");
    assertThat(call.header("User-Agent")).startsWith("Courant/");
  }

  @Test
  void signsWithTheSubscribersSecret() throws Exception {
    subscribed("/signed", "a sécret");
    change();
    work();
    var call = subscriber.seen.getFirst();
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("a sécret".getBytes(UTF_8), "HmacSHA256"));
    assertThat(call.header("X-Hub-Signature"))
        .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(call.body())));
  }

  @Test
  void saysNothingWhereNothingChanged() {
    subscribed("/quiet", "");
    feeds.rebuild(time.instant());
    work();
    assertThat(subscriber.seen).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void isContentWithEverySuccess(int status) {
    var callback = subscribed("/success", "");
    subscriber.answersContent(status);
    change();
    work();
    time.advance(Duration.ofMinutes(30));
    work();
    assertThat(subscriber.contents()).hasSize(1);
    assertThat(log(callback).getLast()).startsWith("CONTENT DONE 1: took version ");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308, 400, 401, 404, 429, 500, 503})
  void triesAgainAfterEveryOtherAnswer(int status) {
    var callback = subscribed("/failing", "");
    subscriber.answer =
        (exchange, _) -> {
          exchange.getResponseHeaders().add("Location", subscriber.address("/else"));
          Subscriber.send(exchange, status, "");
        };
    change();
    work();
    assertThat(log(callback)).endsWith("CONTENT PENDING 1: answered " + status);
    work();
    assertThat(subscriber.seen).as("not at once").hasSize(1);

    subscriber.answer = Subscriber::confirm;
    time.advance(Duration.ofSeconds(10));
    work();
    assertThat(subscriber.contents()).hasSize(2);
    assertThat(log(callback).getLast()).startsWith("CONTENT DONE 2: took version ");
  }

  @Test
  void givesUpAVersionButNeverASubscriptionBeforeItsEnd() {
    var callback = subscriber.address("/broken");
    ask(Mode.SUBSCRIBE, callback, "", Duration.ofDays(10));
    work();
    subscriber.answersContent(500);
    change();
    for (int hours = 0; hours < 48; hours++) {
      work();
      time.advance(Duration.ofHours(1));
    }
    assertThat(subscriber.contents()).hasSize(10);
    assertThat(log(callback)).endsWith("CONTENT FAILED 10: answered 500");
    assertThat(expires(callback)).isPresent();

    subscriber.answersContent(204);
    var title = change();
    work();
    assertThat(subscriber.contents()).hasSize(11);
    assertThat(new String(subscriber.contents().getLast().body(), UTF_8)).contains(title);
  }

  @Test
  void dropsASubscriptionOnGone() {
    var callback = subscribed("/gone", "");
    subscriber.answers(410);
    change();
    work();
    assertThat(expires(callback)).isEmpty();
    assertThat(log(callback)).endsWith("CONTENT GONE 1: wants no more");
  }

  @Test
  void sendsNothingAfterTheLease() {
    var callback = subscribed("/expired", "");
    time.advance(Duration.ofHours(1));
    change();
    work();
    assertThat(subscriber.seen).isEmpty();
    upkeep.tidy(time.instant());
    assertThat(expires(callback)).isEmpty();
  }

  @Test
  void triesNoMoreOnceTheLeaseHasEnded() {
    var callback = subscribed("/ends", "");
    subscriber.answersContent(500);
    change();
    work();
    time.advance(Duration.ofHours(1));
    work();
    assertThat(subscriber.contents()).hasSize(1);
    upkeep.tidy(time.instant());
    assertThat(log(callback)).endsWith("CONTENT CANCELLED 1: its subscription ended");
  }

  @Test
  void aWaitingDeliveryMovesOnToTheNewestVersion() {
    var callback = subscribed("/moves", "");
    subscriber.answersContent(500);
    change();
    work();
    var title = change();
    work();
    assertThat(subscriber.contents()).as("a new version is no way around the pause").hasSize(1);
    subscriber.answersContent(200);
    time.advance(Duration.ofSeconds(10));
    work();
    assertThat(subscriber.contents()).hasSize(2);
    assertThat(new String(subscriber.contents().getLast().body(), UTF_8)).contains(title);
    assertThat(log(callback)).hasSize(2);
  }

  @Test
  void leavesACallbackAloneAsLongAsItAsks() {
    var callback = subscribed("/busy", "");
    subscriber.answer =
        (exchange, _) -> {
          exchange.getResponseHeaders().add("Retry-After", "600");
          Subscriber.send(exchange, 429, "");
        };
    change();
    work();
    time.advance(Duration.ofSeconds(599));
    work();
    assertThat(subscriber.contents()).hasSize(1);
    time.advance(Duration.ofSeconds(1));
    subscriber.answer = Subscriber::confirm;
    work();
    assertThat(log(callback).getLast()).startsWith("CONTENT DONE 2");
  }

  @Test
  void deliversToNoPrivateAddress() {
    var callback = subscribed("/rebound", "");
    work = node(settings(false, Duration.ofSeconds(10)));
    change();
    work();
    assertThat(subscriber.seen).isEmpty();
    assertThat(log(callback))
        .endsWith("CONTENT PENDING 1: its host has an address that is not public");
  }

  @ParameterizedTest
  @CsvSource({"1,0,10", "2,0,40", "3,0,160", "9,0,21600", "1,600,600", "2,3,40", "1,999999,21600"})
  void waitsLongerEachTimeWithinBounds(int attempts, long asked, long seconds) {
    assertThat(Settlement.pause(attempts, asked)).hasSeconds(seconds);
  }
}
