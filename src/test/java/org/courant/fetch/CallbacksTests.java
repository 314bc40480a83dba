package org.courant.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbacksTests {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Callbacks callbacks =
      new Callbacks(
          "Courant/1", Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC));
  private LocalServer server;

  @BeforeEach
  void open() throws IOException {
    server = new LocalServer();
  }

  @AfterEach
  void close() {
    callbacks.close();
    server.close();
  }

  private CallbackAnswer.Response get(String path) {
    var answer = callbacks.get(server.address(path), true, PATIENCE);
    assertThat(answer).isInstanceOf(CallbackAnswer.Response.class);
    return (CallbackAnswer.Response) answer;
  }

  @Test
  void postsWhatItIsGivenToTheVeryAddress() {
    var seen = new AtomicReference<>("");
    server.serve(
        "/cb",
        exchange -> {
          seen.set(
              "%s %s %s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().get("Content-Type"),
                      exchange.getRequestHeaders().get("Link"),
                      new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    var headers = Map.of("Content-Type", "text/x;charset=utf-8", "Link", "<a>, <b>");
    var answer =
        callbacks.post(
            server.address("/cb/%7Ea;b?x=%2f&&y=a+b"),
            headers,
            "body".getBytes(UTF_8),
            true,
            PATIENCE);
    assertThat(answer)
        .isInstanceOfSatisfying(
            CallbackAnswer.Response.class, it -> assertThat(it.status()).isEqualTo(204));
    assertThat(seen.get())
        .isEqualTo("POST /cb/%7Ea;b?x=%2f&&y=a+b [text/x;charset=utf-8] [<a>, <b>] body");
  }

  @Test
  void readsAShortBodyAndHowLongToWait() {
    server.serve("/get", 503, Map.of("Retry-After", "120"), "challenge");
    assertThat(get("/get").status()).isEqualTo(503);
    assertThat(new String(get("/get").body(), UTF_8)).isEqualTo("challenge");
    assertThat(get("/get").retryAfter()).isEqualTo(Optional.of(Duration.ofMinutes(2)));
  }

  @Test
  void followsNoRedirect() {
    server.serve("/from", 302, Map.of("Location", "/to"), "");
    server.serve("/to", 200, Map.of(), "reached");
    assertThat(get("/from").status()).isEqualTo(302);
  }

  @Test
  void readsNoLongBodyAndWaitsForNoEnd() {
    server.serve("/long", 200, Map.of(), "x".repeat(5000));
    assertThat(get("/long").body()).isEmpty();
    var never = new CountDownLatch(1);
    server.serve(
        "/endless",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          await(never);
        });
    var endless = server.address("/endless");
    var before = System.nanoTime();
    assertThat(callbacks.post(endless, Map.of(), new byte[3], true, PATIENCE))
        .isInstanceOfSatisfying(
            CallbackAnswer.Response.class, it -> assertThat(it.status()).isEqualTo(200));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    assertThat(callbacks.get(endless, true, Duration.ofMillis(200)))
        .isEqualTo(new CallbackAnswer.Silent("it took longer than 200 ms"));
    never.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void callsPublicAddressesOnly() {
    server.serve("/private", 200, Map.of(), "secret");
    for (var host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1")) {
      var address = URI.create("http://" + host + ":" + server.address("/").getPort() + "/private");
      var refused = new CallbackAnswer.Refused("its host has an address that is not public");
      assertThat(callbacks.get(address, false, PATIENCE)).as(host).isEqualTo(refused);
      assertThat(callbacks.post(address, Map.of(), new byte[1], false, PATIENCE))
          .as(host)
          .isEqualTo(refused);
    }
    assertThat(server.seen).isEmpty();
  }

  @Test
  void saysWhoDoesNotAnswer() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(callbacks.get(URI.create("http://127.0.0.1:" + port + "/"), true, PATIENCE))
        .isEqualTo(new CallbackAnswer.Silent("it refuses the connection"));
    assertThat(callbacks.get(URI.create("http://nowhere.invalid/"), true, PATIENCE))
        .isEqualTo(new CallbackAnswer.Silent("its host has no address"));
  }
}
