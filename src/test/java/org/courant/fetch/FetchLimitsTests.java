package org.courant.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FetchLimitsTests {
  private final LocalServer server;

  FetchLimitsTests() throws IOException {
    server = new LocalServer();
  }

  @AfterEach
  void stop() {
    server.close();
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
    server.serve("/packed", 200, Map.of("Content-Encoding", "gzip"), packed.toByteArray());
    server.serve("/bomb", 200, Map.of("Content-Encoding", "gzip"), bomb.toByteArray());
    server.serve("/odd", 200, Map.of("Content-Encoding", "compress"), new byte[] {1});

    assertThat(LocalServer.content(server.fetch("/packed")).body())
        .asString(UTF_8)
        .isEqualTo("hello");
    assertThat(LocalServer.refusal(server.fetch("/bomb")))
        .endsWith("unpacks to more than 200 times its size");
    assertThat(LocalServer.refusal(server.fetch("/odd"))).contains("an encoding nobody asked for");
  }

  @Test
  void stopsAtTheLimitOfBytes() {
    server.serve("/large", 200, Map.of(), new byte[2_000]);
    server.serve(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          var block = new byte[64 * 1024];
          while (true) {
            exchange.getResponseBody().write(block);
          }
        });

    assertThat(LocalServer.refusal(server.fetch("/large")))
        .endsWith("/large has more than 1000 bytes");
    assertThat(LocalServer.refusal(server.fetch("/endless")))
        .endsWith("/endless has more than 1000 bytes");
  }

  @Test
  void aServerThatDripsIsCutOffInTime() throws IOException {
    try (var slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> drip(slow));
      var start = System.nanoTime();
      var address = URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/drip");
      var fetched = server.fetch(address, Validators.NONE, Duration.ofMillis(400));

      assertThat(LocalServer.unreachable(fetched).reason())
          .isEqualTo(address + " took longer than 400 ms");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aBodyThatBreaksOffIsNoDocument() throws IOException {
    try (var broken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> answer(broken, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"));

      var address = URI.create("http://127.0.0.1:" + broken.getLocalPort() + "/");
      var fetched = server.fetch(address, Validators.NONE, Duration.ofSeconds(5));

      assertThat(LocalServer.unreachable(fetched).reason()).startsWith(address + " broke off");
    }
  }

  private static void drip(ServerSocket server) {
    try (var socket = server.accept()) {
      var out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
      while (true) {
        out.write('x');
        out.flush();
        // Slow enough that the limit of bytes is not met first, fast enough that no socket times
        // out.
        LockSupport.parkNanos(20_000_000);
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
}
