package org.courant.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.courant.CourantTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;

@CourantTest
class RelaysHealthTests {
  @LocalManagementPort private int port;
  @Autowired private Relays relays;

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
