package org.courant.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.courant.CourantTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@CourantTest
class WebSecurityTests {
  @Autowired private MockMvcTester mvc;
  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  @Test
  void everyAnswerIsProtected() {
    assertThat(mvc.get().uri("/"))
        .hasHeader("Referrer-Policy", "no-referrer")
        .hasHeader("X-Content-Type-Options", "nosniff")
        .hasHeader("X-Frame-Options", "SAMEORIGIN")
        .hasHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:"
                + " http://courant.test; form-action 'self'; frame-ancestors 'self'; base-uri 'none'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/courant.css", "/favicon.svg", "/robots.txt"})
  void theStyleIsServedAndMayBeKept(String address) {
    assertThat(mvc.get().uri(address)).hasStatusOk().hasHeader("Cache-Control", "max-age=3600");
    assertThat(mvc.head().uri(address)).hasStatusOk();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/admin",
        "/actuator/health",
        "/actuator/mailings",
        "/actuator/prometheus",
        "/templates/site/home.ftlh",
        "/application.yaml",
        "/demo/inbox",
        "/login",
        "/feeds/../admin",
        "/newsletters/none/such"
      })
  void whatIsNotPublicIsNotThere(String address) throws Exception {
    var answer = send("GET", port, address);

    assertThat(answer.statusCode()).isIn(404, 400);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void anUnknownAddressGetsAPageThatAPersonCanRead() throws Exception {
    for (var address : List.of("/nothing", "/feeds/of/nothing.rss")) {
      var answer = send("GET", port, address);

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .contains("This page is not here", "The Test Courant", "/courant.css");
      assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }
  }

  @Test
  void nothingButLeavingTakesAPost() {
    for (var method : List.of(POST, PUT, DELETE)) {
      assertThat(mvc.method(method).uri("/")).hasStatus(404).doesNotContainHeader("Set-Cookie");
      assertThat(mvc.method(method).uri("/feeds/all")).hasStatus(404);
    }
  }

  @Test
  void healthAnswersOnItsOwnPort() throws Exception {
    assertThat(send("GET", managementPort, "/actuator/health").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> send(String method, int port, String address)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
              .header("Accept", "text/html,*/*;q=0.5")
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
