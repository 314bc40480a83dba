package org.courant.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.push.PushTests.TOKEN;

import jakarta.servlet.ServletInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@CourantTest
class PushAccessTests {
  private static final String ARTICLE = "{\"id\": \"refused\", \"title\": \"Refused\"}";
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  @Autowired private MockMvcTester mvc;
  @Autowired private PushController controller;

  /// Each test calls from an address of its own, so that wrong tokens count for it alone.
  private final String address = "203.0.113." + ADDRESSES.incrementAndGet();

  @Test
  void withoutATokenNothingIsLookedAt() {
    for (var header : new String[] {"", "Basic dXNlcjpwYXNz", "Bearer", "Bearer a b", TOKEN}) {
      var answer = post(header, MediaType.TEXT_PLAIN_VALUE, "garbage");
      assertThat(answer)
          .as(header)
          .hasStatus(401)
          .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
          .hasHeader("WWW-Authenticate", "Bearer realm=\"articles\"");
    }
  }

  @Test
  void aWrongTokenIsToldAsOneAndNeverSaidBack() {
    var answer = post("Bearer " + TOKEN + "x", MediaType.APPLICATION_JSON_VALUE, ARTICLE);
    assertThat(answer)
        .hasStatus(401)
        .hasHeader("WWW-Authenticate", "Bearer realm=\"articles\", error=\"invalid_token\"")
        .bodyText()
        .doesNotContain(TOKEN);
    assertThat(mvc.delete().uri("/api/v1/articles/refused")).hasStatus(401);
  }

  @Test
  void wrongTokensAreToldToWaitAndForgivenLater() {
    var clock = new TestClock();
    var limits = new PushLimits(clock);
    for (int i = 0; i < 20; i++) {
      assertThat(limits.wrongToken("203.0.113.200")).isEmpty();
    }
    assertThat(limits.wrongToken("203.0.113.200")).contains(Duration.ofSeconds(30));
    assertThat(limits.wrongToken("203.0.113.201")).isEmpty();
    clock.advance(Duration.ofSeconds(30));
    assertThat(limits.wrongToken("203.0.113.200")).isEmpty();
    assertThat(limits.wrongToken("203.0.113.200")).isPresent();
  }

  @Test
  void oneNetworkOfIpv6IsOneCaller() {
    var limits = new PushLimits(new TestClock());
    for (int i = 0; i < 20; i++) {
      assertThat(limits.wrongToken("2001:db8::" + i)).isEmpty();
    }
    assertThat(limits.wrongToken("2001:db8::ffff")).isPresent();
    assertThat(limits.wrongToken("2001:db8:0:1::1")).isEmpty();
  }

  @Test
  void whateverElseComesFromItsAddressARightTokenIsTaken() {
    for (int i = 0; i < 20; i++) {
      assertThat(bearer("wrong-" + i)).hasStatus(401);
    }
    assertThat(bearer("wrong-again")).hasStatus(429).containsHeader("Retry-After");
    assertThat(bearer(TOKEN)).hasStatus(201);
    assertThat(bearer("wrong-again")).hasStatus(429);
    assertThat(bearer(TOKEN)).hasStatus(200);
  }

  @Test
  void aBodyIsNotReadBeforeItsToken() {
    var request =
        new MockHttpServletRequest("POST", "/api/v1/articles") {
          @Override
          public ServletInputStream getInputStream() {
            throw new AssertionError("the body was asked for");
          }
        };
    request.setRemoteAddr(address);
    for (int i = 0; i <= 20; i++) {
      request.removeHeader("Authorization");
      request.addHeader("Authorization", "Bearer wrong-" + i);
      assertThat(controller.take(request).getStatusCode().value()).isEqualTo(i < 20 ? 401 : 429);
    }
  }

  @Test
  void aWrongMethodIsToldAsAProblem() {
    for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.PATCH)) {
      refusesMethod(method, "/api/v1/articles", "POST");
      refusesMethod(method, "/api/v1/articles/42", "DELETE");
    }
    refusesMethod(HttpMethod.DELETE, "/api/v1/articles", "POST");
    refusesMethod(HttpMethod.POST, "/api/v1/articles/42", "DELETE");
    assertThat(mvc.options().uri("/api/v1/articles")).hasHeader("Allow", "POST,OPTIONS");
    assertThat(mvc.get().uri("/api/v1")).hasStatus(404);
    assertThat(mvc.get().uri("/api/v1/articles/42/x")).hasStatus(404);
  }

  private void refusesMethod(HttpMethod method, String path, String allowed) {
    assertThat(mvc.method(method).uri(path))
        .hasStatus(405)
        .hasHeader("Allow", allowed)
        .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
  }

  @Test
  void aTokenHasALimitOfItsOwn() {
    var clock = new TestClock();
    var limits = new PushLimits(clock);
    for (int i = 0; i < 300; i++) {
      assertThat(limits.request("a")).isEmpty();
    }
    assertThat(limits.request("a")).isPresent();
    assertThat(limits.request("b")).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(limits.request("a")).isEmpty();
  }

  private MvcTestResult bearer(String token) {
    var unique = "{\"id\": \"from %s\", \"title\": \"T\"}".formatted(address);
    return post("Bearer " + token, MediaType.APPLICATION_JSON_VALUE, unique);
  }

  private MvcTestResult post(String authorization, String type, String body) {
    var request =
        mvc.post()
            .uri("/api/v1/articles")
            .with(
                call -> {
                  call.setRemoteAddr(address);
                  return call;
                })
            .contentType(type)
            .content(body);
    return (authorization.isEmpty() ? request : request.header("Authorization", authorization))
        .exchange();
  }
}
