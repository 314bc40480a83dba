package org.courant.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.courant.fetch.Fetcher;
import org.courant.fetch.LocalServer;
import org.junit.jupiter.api.Test;

/// A person waits for a probe: it ends, whatever the site does.
class ProbeTests {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration BEARABLE = Duration.ofSeconds(20);

  @Test
  void aSiteThatNeverAnswersIsAskedOnce() throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var fetcher = Fetcher.standalone()) {
      var site = URI.create("http://127.0.0.1:%d/".formatted(silent.getLocalPort()));
      var begun = System.nanoTime();

      assertThatExceptionOfType(Probe.Unreached.class)
          .isThrownBy(() -> new Probe(fetcher, true, SHORT).ways(site))
          .withMessage(site + " took longer than 2 s");

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BEARABLE);
    }
  }

  @Test
  void whatIsNotFoundOutInTimeIsMissing() throws Exception {
    var never = new CountDownLatch(1);
    try (var server = new LocalServer();
        var fetcher = Fetcher.standalone()) {
      server.serve(
          "/",
          exchange -> {
            if (!exchange.getRequestURI().getPath().equals("/")) {
              await(never);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      var begun = System.nanoTime();

      var ways = new Probe(fetcher, true, SHORT).ways(server.address("/"));

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BEARABLE);
      assertThat(ways)
          .isNotEmpty()
          .allSatisfy(
              way ->
                  assertThat(((Way.Missing) way).reason())
                      .isEqualTo("the site answers too slowly to find out within 2 seconds"));
    } finally {
      never.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
