package org.courant.mailing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.courant.CourantTest;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.MailingState;
import org.courant.pacing.DomainStates;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class ProgressStreamTests {
  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;
  @Autowired private JdbcClient jdbc;
  @Autowired private DomainStates domains;
  @Autowired private Clock clock;
  @Autowired private ProgressStream stream;

  @Test
  void streamsOnTheManagementPortUntilTheClientGoes() throws Exception {
    var before = stream.clients();
    try (var client = HttpClient.newHttpClient()) {
      var answer = open(client, managementPort);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
        assertThat(lines.readLine()).isEqualTo("event:progress");
        assertThat(lines.readLine()).startsWith("data:{\"mailings\":[").doesNotContain("@");
        assertThat(stream.clients()).isEqualTo(before + 1);
      }
    }
    // It is noticed at the next heartbeat.
    await().atMost(Duration.ofSeconds(40)).until(() -> stream.clients() == before);
  }

  @Test
  void isNotThereOnThePublicPort() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var answer = open(client, port);
      assertThat(answer.statusCode()).isEqualTo(404);
      answer.body().close();
    }
  }

  @Test
  void looksOnceForAllItsClientsAndNotAtAllWithoutOne() {
    var looks = new Changing();
    var many = new ProgressStream(looks, clock, Duration.ofSeconds(10));
    many.start();
    try {
      assertThat(looks.taken).hasValue(0);
      for (var i = 0; i < ProgressStream.MOST_CLIENTS; i++) {
        assertThat(many.open()).isPresent();
      }
      assertThat(many.open()).as("one too many").isEmpty();
      await().until(() -> looks.taken.get() == 3);
      assertThat(many.clients()).isEqualTo(ProgressStream.MOST_CLIENTS);
    } finally {
      many.stop();
    }
    await().until(() -> many.clients() == 0);
    assertThat(many.open()).as("it has ended").isEmpty();
    assertThat(looks.taken.get()).isLessThanOrEqualTo(4);
  }

  @Test
  void namesNobody() {
    var mailing =
        new MailingProgress(
            "weekly-7",
            MailingState.PAUSED,
            "its content is refused: 554 ada@example.org",
            3,
            new TreeMap<>(Map.of(DeliveryState.PENDING, 2L, DeliveryState.IN_TRANSIT, 1L)));
    var event = ProgressEvent.of(List.of(new Moving(mailing, 1.26)));
    assertThat(event.json())
        .isEqualTo(
            "{\"mailings\":[{\"name\":\"weekly-7\",\"state\":\"PAUSED\",\"frozen\":3,\"counts\":{\"pending\":2,\"in transit\":1},"
                + "\"done\":0.0,\"perSecond\":1.3,\"secondsLeft\":null}]}");
  }

  private static HttpResponse<InputStream> open(HttpClient client, int port)
      throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:%d/actuator/mailings".formatted(port));
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
  }

  /// A mailing of which one more is sent at each look.
  private final class Changing extends Looks {
    private final AtomicInteger taken = new AtomicInteger();

    Changing() {
      super(jdbc, domains);
    }

    @Override
    List<MailingProgress> underWay(Collection<String> also) {
      long sent = taken.incrementAndGet();
      var counts = Map.of(DeliveryState.SENT, sent, DeliveryState.PENDING, 1_000 - sent);
      return List.of(new MailingProgress("weekly-1", MailingState.SENDING, null, 1_000, counts));
    }
  }
}
