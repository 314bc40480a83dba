package org.courant.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FetcherTests {
  private final LocalServer server;

  FetcherTests() throws IOException {
    server = new LocalServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void givesTheBodyItsTypeAndItsValidators() {
    server.serve(
        "/feed",
        200,
        Map.of("Content-Type", "text/xml", "ETag", "\"a\"", "Last-Modified", "x"),
        "hi");

    var content = LocalServer.content(server.fetch("/feed"));

    assertThat(content.body()).asString(UTF_8).isEqualTo("hi");
    assertThat(content.contentType()).isEqualTo("text/xml");
    assertThat(content.validators()).isEqualTo(new Validators("\"a\"", "x"));
    assertThat(server.seen.get("User-agent")).containsExactly("Courant/1 (+https://news.example)");
    assertThat(server.seen).doesNotContainKeys("If-none-match", "If-modified-since", "Cookie");
  }

  @Test
  void sendsEachValidatorAsItCame() {
    server.serve("/feed", 304, Map.of(), "");

    assertThat(server.fetch("/feed", new Validators("W/\"odd", null)))
        .isInstanceOf(Fetched.NotModified.class);
    assertThat(server.seen.get("If-none-match")).containsExactly("W/\"odd");
    assertThat(server.seen).doesNotContainKey("If-modified-since");

    assertThat(server.fetch("/feed", new Validators(null, "yesterday")))
        .isInstanceOf(Fetched.NotModified.class);
    assertThat(server.seen.get("If-modified-since")).containsExactly("yesterday");
    assertThat(server.seen).doesNotContainKey("If-none-match");
  }

  @Test
  void tellsGoneFromMissingAndBusy() {
    server.serve("/gone", 410, Map.of(), "");
    server.serve("/missing", 404, Map.of(), "");
    server.serve("/busy", 503, Map.of("Retry-After", "120"), "");
    server.serve("/later", 429, Map.of("Retry-After", "Sun, 01 Mar 2026 10:05:00 GMT"), "");

    assertThat(server.fetch("/gone"))
        .isEqualTo(new Fetched.Gone(server.address("/gone") + " answers 410: it is gone for good"));
    assertThat(server.fetch("/missing"))
        .isEqualTo(
            new Fetched.Unreachable(
                server.address("/missing") + " answers 404 Not Found", Optional.empty(), 404));
    assertThat(LocalServer.unreachable(server.fetch("/busy")).retryAfter())
        .contains(Duration.ofMinutes(2));
    assertThat(LocalServer.unreachable(server.fetch("/later")).retryAfter())
        .contains(Duration.ofMinutes(5));
  }

  @Test
  void followsFiveRedirectsAndNoMore() {
    for (var i = 1; i <= 6; i++) {
      server.serve("/r" + i, 302, Map.of("Location", "/r" + (i - 1)), "");
    }
    server.serve("/r0", 200, Map.of(), "here");

    assertThat(LocalServer.content(server.fetch("/r5")).address()).isEqualTo(server.address("/r0"));
    assertThat(LocalServer.refusal(server.fetch("/r6"))).endsWith("redirects more than 5 times");
  }

  @Test
  void aRedirectGainsNothing() {
    server.serve("/file", 302, Map.of("Location", "file:///etc/passwd"), "");
    server.serve("/login", 302, Map.of("Location", "http://user:secret@127.0.0.1/"), "");
    server.serve("/odd", 302, Map.of("Location", "http://[bad"), "");

    assertThat(LocalServer.refusal(server.fetch("/file")))
        .isEqualTo("file:///etc/passwd is no http or https address");
    assertThat(LocalServer.refusal(server.fetch("/login")))
        .doesNotContain("secret")
        .contains("a password");
    assertThat(LocalServer.refusal(server.fetch("/odd"))).endsWith("no address");
  }

  @Test
  void theGuardHoldsUnlessTheSourceIsInternal() {
    server.serve("/feed", 200, Map.of(), "hi");
    var request = new FetchRequest(server.address("/feed"), false);

    assertThat(LocalServer.refusal(server.fetcher.fetch(request)))
        .isEqualTo(
            "127.0.0.1 is no public address; a source of your own network needs"
                + " `internal: true`, a command `--internal`");
    assertThat(server.seen).isEmpty();
  }
}
