package org.courant.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.courant.CourantTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.web.server.LocalManagementPort;

@CourantTest
class RelaysHealthTests {
  @LocalManagementPort private int port;
  @Autowired private Relays relays;

  @Test
  void isDownOnlyWhenAllRelaysAre() throws Exception {
    try (var relay = new ScriptedRelay((_, _) -> null)) {
      var relays = RelaysForTests.of(100, RelaysForTests.at(9).weight(9), relay.one());
      var indicator = new RelaysHealthIndicator(relays);
      try (var _ = relays.connect()) {
        var health = indicator.health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(String.valueOf(health.getDetails().get("127.0.0.1:9")))
            .contains(
                "state=RESTING", "connections=0 of 1", "accepted=0", "problem=", "restsUntil=");
        assertThat(String.valueOf(health.getDetails().get("127.0.0.1:" + relay.port())))
            .isEqualTo("{state=UP, connections=1 of 1, accepted=0}");
      }
    }
    var none = RelaysForTests.of(9, 1, 100);
    assertThatException().isThrownBy(none::connect);
    assertThat(new RelaysHealthIndicator(none).health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(new RelaysHealthIndicator(RelaysForTests.none()).health().getStatus())
        .isEqualTo(Status.UNKNOWN);
  }

  @Test
  void namesNoReaderThatARelaySpeaksOf() throws Exception {
    var script =
        (ScriptedRelay.Script)
            (stage, _) -> stage == Stage.MAIL ? "421 4.7.0 too much for <ada@example.org>" : null;
    try (var relay = new ScriptedRelay(script)) {
      var relays = relay.relays(1, 100);
      try (var connection = relays.connect()) {
        connection.send(
            new Envelope("bounce+1@courant.test", "ada@example.org"),
            "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      var health = new RelaysHealthIndicator(relays).health();
      assertThat(health.getDetails().toString()).contains("too much for").doesNotContain("ada@");
    }
  }

  @Test
  void showsEachRelayOnTheManagementPort() throws Exception {
    var address = URI.create("http://127.0.0.1:%d/actuator/health".formatted(port));
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("\"relays\":{", relays.health().getFirst().relay(), "\"state\":\"UP\"");
    }
  }
}
