package org.courant.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class FetcherTests {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

  private final Fetcher fetcher = new Fetcher("Courant/1 (+https://news.example)", CLOCK);
  private final Map<String, List<String>> seen = new ConcurrentHashMap<>();
  private final HttpServer server;

  FetcherTests() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    fetcher.close();
  }

  @Test
  void givesTheBodyItsTypeAndItsValidators() {
    serve(
        "/feed",
        200,
        Map.of("Content-Type", "text/xml", "ETag", "\"a\"", "Last-Modified", "x"),
        "hi");

    var content = content(fetch("/feed"));

    assertThat(content.body()).asString(UTF_8).isEqualTo("hi");
    assertThat(content.contentType()).isEqualTo("text/xml");
    assertThat(content.validators()).isEqualTo(new Validators("\"a\"", "x"));
    assertThat(seen.get("User-agent")).containsExactly("Courant/1 (+https://news.example)");
    assertThat(seen).doesNotContainKeys("If-none-match", "If-modified-since", "Cookie");
  }

  @Test
  void sendsEachValidatorAsItCame() {
    serve("/feed", 304, Map.of(), "");

    assertThat(fetch("/feed", new Validators("W/\"odd", null)))
        .isEqualTo(new Fetched.NotModified());
    assertThat(seen.get("If-none-match")).containsExactly("W/\"odd");
    assertThat(seen).doesNotContainKey("If-modified-since");

    assertThat(fetch("/feed", new Validators(null, "yesterday")))
        .isEqualTo(new Fetched.NotModified());
    assertThat(seen.get("If-modified-since")).containsExactly("yesterday");
    assertThat(seen).doesNotContainKey("If-none-match");
  }

  @Test
  void tellsGoneFromMissingAndBusy() {
    serve("/gone", 410, Map.of(), "");
    serve("/missing", 404, Map.of(), "");
    serve("/busy", 503, Map.of("Retry-After", "120"), "");
    serve("/later", 429, Map.of("Retry-After", "Sun, 01 Mar 2026 10:05:00 GMT"), "");

    assertThat(fetch("/gone"))
        .isEqualTo(new Fetched.Gone(address("/gone") + " answers 410: it is gone for good"));
    assertThat(fetch("/missing"))
        .isEqualTo(
            new Fetched.Unreachable(
                address("/missing") + " answers 404 Not Found", Optional.empty()));
    assertThat(unreachable(fetch("/busy")).retryAfter()).contains(Duration.ofMinutes(2));
    assertThat(unreachable(fetch("/later")).retryAfter()).contains(Duration.ofMinutes(5));
  }

  @Test
  void unpacksGzipAndRefusesABomb() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("hello".getBytes(UTF_8));
    }
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[30_000_000]);
    }
    serve("/packed", 200, Map.of("Content-Encoding", "gzip"), packed.toByteArray());
    serve("/bomb", 200, Map.of("Content-Encoding", "gzip"), bomb.toByteArray());
    serve("/br", 200, Map.of("Content-Encoding", "br"), new byte[] {1});

    assertThat(content(fetch("/packed")).body()).asString(UTF_8).isEqualTo("hello");
    assertThat(refusal(fetch("/bomb"))).endsWith("unpacks to more than 200 times its size");
    assertThat(refusal(fetch("/br"))).contains("an encoding nobody asked for");
  }

  @Test
  void stopsAtTheLimitOfBytes() {
    serve("/large", 200, Map.of(), new byte[2_000]);
    serve(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          var block = new byte[64 * 1024];
          while (true) {
            exchange.getResponseBody().write(block);
          }
        });

    assertThat(refusal(fetch("/large"))).endsWith("/large has more than 1000 bytes");
    assertThat(refusal(fetch("/endless"))).endsWith("/endless has more than 1000 bytes");
  }

  @Test
  void aServerThatDripsIsCutOffInTime() throws IOException {
    try (var slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> drip(slow));
      var start = System.nanoTime();
      var address = URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/drip");
      var fetched = fetch(address, Validators.NONE, Duration.ofMillis(400));

      assertThat(unreachable(fetched).reason()).isEqualTo(address + " took longer than 400 ms");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aBodyThatBreaksOffIsNoDocument() throws IOException {
    try (var broken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> answer(broken, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"));

      var address = URI.create("http://127.0.0.1:" + broken.getLocalPort() + "/");
      var fetched = fetch(address, Validators.NONE, Duration.ofSeconds(5));

      assertThat(unreachable(fetched).reason()).startsWith(address + " broke off");
    }
  }

  @Test
  void followsFiveRedirectsAndNoMore() {
    for (var i = 1; i <= 6; i++) {
      serve("/r" + i, 302, Map.of("Location", "/r" + (i - 1)), "");
    }
    serve("/r0", 200, Map.of(), "here");

    assertThat(content(fetch("/r5")).address()).isEqualTo(address("/r0"));
    assertThat(refusal(fetch("/r6"))).endsWith("redirects more than 5 times");
  }

  @Test
  void aRedirectGainsNothing() {
    serve("/file", 302, Map.of("Location", "file:///etc/passwd"), "");
    serve("/login", 302, Map.of("Location", "http://user:secret@127.0.0.1/"), "");
    serve("/odd", 302, Map.of("Location", "http://[bad"), "");

    assertThat(refusal(fetch("/file"))).isEqualTo("file:///etc/passwd is no http or https address");
    assertThat(refusal(fetch("/login"))).doesNotContain("secret").contains("a password");
    assertThat(refusal(fetch("/odd"))).endsWith("no address");
  }

  @Test
  void theGuardHoldsUnlessTheSourceIsInternal() {
    serve("/feed", 200, Map.of(), "hi");
    var request = new FetchRequest(address("/feed"), false);

    assertThat(refusal(fetcher.fetch(request)))
        .isEqualTo(
            "127.0.0.1 is at 127.0.0.1, which is no public address; a source of your own network needs"
                + " `internal: true`");
    assertThat(seen).isEmpty();
  }

  private static void drip(ServerSocket server) {
    try (var socket = server.accept()) {
      var out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
      while (true) {
        out.write('x');
        out.flush();
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      }
    } catch (IOException _) {
      // The fetcher hung up, as it should.
    }
  }

  private static void answer(ServerSocket server, String text) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read();
      socket.getOutputStream().write(text.getBytes(UTF_8));
    } catch (IOException _) {
      // The test sees what became of it.
    }
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private Fetched fetch(String path) {
    return fetch(path, Validators.NONE);
  }

  private Fetched fetch(String path, Validators validators) {
    return fetch(address(path), validators, Duration.ofSeconds(10));
  }

  private Fetched fetch(URI address, Validators validators, Duration timeout) {
    var maximum = address.getPath().equals("/bomb") ? 50_000_000 : 1_000;
    return fetcher.fetch(
        new FetchRequest(address, true, validators, DataSize.ofBytes(maximum), timeout));
  }

  private static Fetched.Content content(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Content.class);
    return (Fetched.Content) fetched;
  }

  private static Fetched.Unreachable unreachable(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Unreachable.class);
    return (Fetched.Unreachable) fetched;
  }

  private static @Nullable String refusal(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Refused.class);
    return ((Fetched.Refused) fetched).reason();
  }

  private void serve(String path, int status, Map<String, String> headers, String body) {
    serve(path, status, headers, body.getBytes(UTF_8));
  }

  private void serve(String path, int status, Map<String, String> headers, byte[] body) {
    serve(
        path,
        exchange -> {
          seen.clear();
          seen.putAll(exchange.getRequestHeaders());
          headers.forEach(exchange.getResponseHeaders()::add);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Answer answer) {
    server.createContext(path, answer::to);
  }
}
