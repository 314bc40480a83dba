package org.courant.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.article.ItemDraft.item;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.publication.Secret;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The whole way: a feed reader finds the hub, subscribes over HTTP, and is told of an article.
@CourantTest
class HubFlowTests extends HubFixture {
  private static final Instant PUBLISHED = Instant.parse("2098-06-02T08:00:00Z");

  @Autowired private TestClock clock;
  @Autowired private HubWork running;
  @LocalServerPort private int port;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aChangeReachesASubscriberWithinFiveSeconds() throws Exception {
    var link = send(HttpRequest.newBuilder(here("/feeds/research.atom")).HEAD()).headers();
    assertThat(link.allValues("Link"))
        .containsExactly(
            "<http://courant.test/hub>; rel=\"hub\", <http://courant.test/feeds/research.atom>; rel=\"self\"");

    var runner = new HubRunner(running, upkeep, clock);
    runner.start();
    try {
      var callback = subscriber.address("/flow?reader=1");
      assertThat(subscribe(callback).statusCode()).isEqualTo(202);
      await().atMost(Duration.ofSeconds(5)).until(() -> expires(callback).isPresent());

      var article = item("hub-flow", "1").titled("Flown to a reader").filed("research");
      ledger.record(article.published(PUBLISHED).incoming(), null, PUBLISHED);
      ledger.announce(TestClock.START);
      await().atMost(Duration.ofSeconds(5)).until(() -> subscriber.contents().size() == 1);
    } finally {
      runner.stop();
    }
    assertThat(runner.isRunning()).isFalse();
    var told = subscriber.contents().getFirst();
    assertThat(told.target()).isEqualTo("/flow?reader=1");
    assertThat(new String(told.body(), UTF_8)).contains("Flown to a reader");
    assertThat(told.header("X-Hub-Signature"))
        .isEqualTo(HubSecrets.signature(new Secret("flöwn"), told.body()));
  }

  private HttpResponse<String> subscribe(String callback) throws Exception {
    var form =
        Map.of(
                "hub.mode", "subscribe",
                "hub.topic", "http://courant.test/feeds/research.atom",
                "hub.callback", callback,
                "hub.secret", "flöwn")
            .entrySet()
            .stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(here("/hub"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI here(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
