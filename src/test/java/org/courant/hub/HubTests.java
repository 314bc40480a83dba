package org.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.courant.CourantTest;
import org.courant.hub.HubRequest.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionOperations;
import picocli.CommandLine;

/// What subscribers and operators ask of the hub.
@CourantTest
class HubTests extends HubFixture {
  private static final Duration HOUR = Duration.ofHours(1);

  @Autowired private MockMvcTester mvc;
  @Autowired private TransactionOperations transactions;

  private MvcTestResult post(Map<String, String> changes) {
    var form =
        new HashMap<>(
            Map.of(
                "hub.mode",
                "subscribe",
                "hub.topic",
                TOPIC,
                "hub.callback",
                subscriber.address("/cb")));
    form.putAll(changes);
    var request = mvc.post().uri("/hub").contentType(MediaType.APPLICATION_FORM_URLENCODED);
    form.forEach(request::formField);
    return request.exchange();
  }

  @Test
  void acceptsBothModesAndIgnoresWhatItDoesNotKnow() throws Exception {
    var subscribe = post(Map.of("hub.verify", "sync", "hub.foo", "bar", "x", "y"));
    assertThat(subscribe).hasStatus(202).hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN);
    assertThat(subscribe.getResponse().getHeaderNames()).doesNotContain("Set-Cookie");
    assertThat(post(Map.of("hub.mode", "unsubscribe"))).hasStatus(202);
    assertThat(subscriber.seen).as("the answer does not wait for the callback").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://courant.test/feeds/never.rss",
        "http://courant.test/feeds/research.xml",
        "http://courant.test/feeds/research",
        "http://courant.test/feeds/research.rss?x",
        "https://courant.test/feeds/research.rss",
        "http://COURANT.test/feeds/research.rss",
        "http://courant.test/feeds/x/../research.rss",
        "http://elsewhere.example/feeds/research.rss",
        "http://courant.test/hub",
        ".rss",
        "research.rss"
      })
  void servesItsOwnTopicsOnly(String topic) {
    var answer = post(Map.of("hub.topic", topic));
    assertThat(answer).hasStatus(404).hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN);
    assertThat(answer).bodyText().startsWith("hub.topic is not the address of a feed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rss", "atom", "json"})
  void everyDocumentOfAFeedIsATopic(String extension) {
    var topic = "http://courant.test/feeds/research." + extension;
    assertThat(post(Map.of("hub.topic", topic))).hasStatus(202);
    assertThat(topics.read(topic))
        .hasValueSatisfying(document -> assertThat(document.address()).isEqualTo(topic));
    assertThat(topics.addresses()).contains(topic);
  }

  @ParameterizedTest
  @CsvSource({"hub.mode, publish", "hub.secret, ''", "hub.callback, nowhere"})
  void saysInPlainTextWhatIsWrong(String name, String value) {
    var answer = post(Map.of(name, value.isEmpty() ? "x".repeat(200) : value));
    assertThat(answer).hasStatus(400).hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN);
    assertThat(answer).bodyText().startsWith(name);
  }

  @Test
  void takesFormsOnlyAndOnlyByPost() {
    var json = mvc.post().uri("/hub").contentType(MediaType.APPLICATION_JSON).content("{}");
    assertThat(json).hasStatus(415).hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN);
    for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT)) {
      assertThat(mvc.method(method).uri("/hub?hub.mode=subscribe"))
          .hasStatus(405)
          .hasHeader("Allow", "POST")
          .hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN);
    }
    assertThat(mvc.options().uri("/hub")).hasStatus(200).hasHeader("Allow", "POST,OPTIONS");
  }

  @Test
  void onlyTheBodyCounts() {
    var callback = "hub.callback=" + subscriber.address("/query");
    var form = "hub.mode=subscribe&hub.topic=" + TOPIC;
    assertThat(body("/hub?" + callback, form))
        .hasStatus(400)
        .bodyText()
        .isEqualTo("hub.callback is missing\n");
    assertThat(body("/hub?hub.mode=publish&hub.secret=abc", form + "&" + callback)).hasStatus(202);
    assertThat(body("/hub", form + "&hub.callback=%zz")).hasStatus(400);
    assertThat(body("/hub", "x".repeat(20_001))).hasStatus(413);
    work();
    assertThat(subscriber.seen).hasSize(1);
  }

  private MvcTestResult body(String uri, String form) {
    return mvc.post()
        .uri(URI.create(uri))
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .content(form)
        .exchange();
  }

  private Intake limited(int all, int perHost, int minute, int hostMinute) {
    var limits = new HubSettings.Hub(true, all, perHost, minute, hostMinute, HOUR.dividedBy(360));
    return new Intake(hubTopics, queue, subscriptions, secrets, new HubSettings(limits));
  }

  private Intake.Outcome take(Intake intake, Mode mode, String target) {
    var callback = new Callback(subscriber.address(target), subscriber.host);
    var request = new HubRequest(mode, TOPIC, callback, Optional.empty(), HOUR);
    var outcome = new AtomicReference<Intake.Outcome>();
    transactions.executeWithoutResult(_ -> outcome.set(intake.take(request, time.instant())));
    return outcome.get();
  }

  @Test
  void asksOneHostsCallbacksOnlySoOftenInAMinute() {
    var intake = limited(10_000, 500, 10_000, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(take(intake, Mode.SUBSCRIBE, "/rate/" + i)).isEqualTo(Intake.Outcome.ACCEPTED);
    }
    assertThat(take(intake, Mode.UNSUBSCRIBE, "/rate/0"))
        .isEqualTo(Intake.Outcome.TOO_MANY_REQUESTS);
    time.advance(Duration.ofMinutes(1));
    assertThat(take(intake, Mode.UNSUBSCRIBE, "/rate/0")).isEqualTo(Intake.Outcome.ACCEPTED);
    assertThat(take(limited(10_000, 500, 1, 100), Mode.SUBSCRIBE, "/rate/9"))
        .as("all hosts together")
        .isEqualTo(Intake.Outcome.TOO_MANY_REQUESTS);
  }

  @Test
  void takesOnlySoManySubscriptionsButAlwaysRenewals() {
    var intake = limited(10_000, 2, 10_000, 100);
    take(intake, Mode.SUBSCRIBE, "/cap/1");
    work();
    take(intake, Mode.SUBSCRIBE, "/cap/2");
    assertThat(take(intake, Mode.SUBSCRIBE, "/cap/3"))
        .as("one stands, one waits")
        .isEqualTo(Intake.Outcome.FULL);
    assertThat(take(intake, Mode.SUBSCRIBE, "/cap/1")).isEqualTo(Intake.Outcome.ACCEPTED);
    assertThat(take(intake, Mode.UNSUBSCRIBE, "/cap/3")).isEqualTo(Intake.Outcome.ACCEPTED);
    assertThat(take(limited(2, 500, 10_000, 100), Mode.SUBSCRIBE, "/cap/3"))
        .isEqualTo(Intake.Outcome.FULL);
  }

  @Test
  void anOperatorSeesAndEndsSubscriptions() {
    var callback = subscribed("/operated", "secret");
    assertThat(command("subscriptions"))
        .contains(TOPIC + "  " + callback + "  until 2026-11-23T09:00:00Z, signed")
        .doesNotContain("secret");
    assertThat(command("deliveries", "--most", "1"))
        .contains("subscribe done, 1 try: confirmed", TOPIC + " -> " + callback);
    assertThat(command("deny", "--callback", callback)).contains("1 subscriptions ended.");
    assertThat(command("deny", "--callback", callback)).contains("no such subscription");
    work();
    assertThat(subscriber.seen.getFirst().mode()).isEqualTo("denied");
  }

  private String command(String... arguments) {
    var out = new StringWriter();
    var writer = new PrintWriter(out, true);
    new CommandLine(new HubCommand(() -> subscriptions, () -> new HubLog(jdbc), () -> time))
        .setOut(writer)
        .setErr(writer)
        .execute(arguments);
    return out.toString();
  }
}
