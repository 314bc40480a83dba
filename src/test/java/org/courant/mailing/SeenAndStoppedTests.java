package org.courant.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.courant.CourantProcess;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The whole product as an operator has it, while it mails: seen, stopped, started, paused, resumed
/// and cancelled.
@Execution(ExecutionMode.CONCURRENT) // processes and a folder of its own
class SeenAndStoppedTests {
  private static final int READERS = 20_000;
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  /// Longer than messages under way take; the grace period for them is 20 s.
  private static final Duration STOP = Duration.ofSeconds(15);

  @TempDir private Path folder;
  private final CountDownLatch never = new CountDownLatch(1);
  private final AtomicInteger started = new AtomicInteger();
  private int management;

  @Test
  void endsInOrderGoesOnAndObeys() throws Exception {
    try (var relay = new ScriptedRelay(this::slowly)) {
      install(relay.port());
      var first = serve();
      release();
      // A domain is named after 100 that are recorded; what is in transit is recorded later.
      await().atMost(Duration.ofMinutes(1)).until(() -> relay.accepted().size() > 300);
      figures();

      endsWhileAClientFollows(first);
      assertThat(courant("verify").endsWith(0))
          .contains("frozen " + READERS, "sent " + relay.accepted().size())
          .doesNotContain("uncertain", "in transit", "claimed");

      var second = serve();
      try {
        obeys(relay);
      } finally {
        second.stop();
      }
      assertThat(courant("verify").endsWith(0))
          .contains("frozen " + READERS, "sent " + relay.accepted().size(), "cancelled")
          .doesNotContain("uncertain");
      assertThat(relay.accepted()).extracting(ScriptedRelay.Received::to).doesNotHaveDuplicates();
    }
  }

  /// 10 ms a message: the mailing is not over before the test is.
  private @org.jspecify.annotations.Nullable String slowly(Stage stage, String address) {
    if (stage == Stage.FINAL_DOT) {
      try {
        never.await(10, TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    return null;
  }

  /// SIGTERM, to a command that a person watches and to the server while events are followed.
  private void endsWhileAClientFollows(CourantProcess server) throws Exception {
    var watcher = courant("mailing", "watch", "weekly-1");
    watcher.says("weekly-1 sending: ");
    assertThat(watcher.stop()).doesNotContain("failed", "Exception");
    watcher.endsWith(143);
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request("mailings"), BodyHandlers.ofInputStream());
      try (var lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        assertThat(lines.readLine()).isEqualTo("event:progress");
        assertThat(lines.readLine()).contains("\"name\":\"weekly-1\",\"state\":\"SENDING\"");
        var begun = System.nanoTime();
        var said = server.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(STOP);
        assertThat(said).doesNotContain("ERROR", "Exception");
        server.endsWith(143);
      }
    }
  }

  private void figures() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var figures = client.send(request("prometheus"), BodyHandlers.ofString()).body();
      assertThat(figures)
          .containsPattern("courant_deliveries_total\\{.*state=\"sent\".*} [1-9]")
          .containsPattern("courant_domain_deliveries_total\\{domain=\"seen.example\",.*} [1-9]")
          .containsPattern("courant_handover_seconds_count\\{relay=\"127.0.0.1:\\d+\".*} [1-9]")
          .containsPattern("courant_deliveries_waiting\\{state=\"pending\".*} [1-9]")
          .containsPattern("courant_relay_up\\{relay=\"127.0.0.1:\\d+\".*} 1.0")
          .containsPattern("courant_relay_connections\\{relay=\"127.0.0.1:\\d+\".*} [1-9]")
          .containsPattern("courant_deferrals_total\\{class=\"slow-domain\".*} 0.0");
      assertThat(figures.lines().filter(line -> line.startsWith("courant_")))
          .isNotEmpty()
          .noneMatch(line -> line.contains("@"));
    }
  }

  /// What a command says is in effect within two seconds.
  private void obeys(ScriptedRelay relay) throws Exception {
    var before = relay.accepted().size();
    await().atMost(Duration.ofMinutes(1)).until(() -> relay.accepted().size() > before);
    courant("mailing", "pause", "weekly-1").endsWith(0);
    rests(relay);
    var paused = relay.accepted().size();
    courant("mailing", "resume", "weekly-1").endsWith(0);
    await().atMost(AT_ONCE).until(() -> relay.accepted().size() > paused);
    courant("mailing", "cancel", "weekly-1", "--yes").endsWith(0);
    rests(relay);
    assertThat(courant("mailing", "watch", "weekly-1").endsWith(1))
        .contains("weekly-1 cancelled: 100.0 % done");
  }

  /// Nothing comes any more, from two seconds after now at the latest.
  private void rests(ScriptedRelay relay) {
    await().pollDelay(AT_ONCE).atMost(AT_ONCE.multipliedBy(2)).until(() -> true);
    var then = relay.accepted().size();
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(3))
        .until(() -> relay.accepted().size() == then);
  }

  private void install(int relay) throws Exception {
    var articles = Files.createDirectories(folder.resolve("articles"));
    Files.writeString(
        articles.resolve("first.md"),
        "---\nid: first\ntitle: The first\ndate: 2026-01-01\n---\nIt is here.\n");
    Files.writeString(
        Files.createDirectories(folder.resolve("config")).resolve("application.yaml"),
        """
        courant:
          publication: {title: Seen, base-url: "https://seen.example", tag-authority: "seen.example,2026",
                        postal-address: 1 Main Street, contact: editor@seen.example}
          newsletters: [{slug: weekly, title: The Weekly, from-address: news@seen.example}]
          sources: [{name: articles, kind: folder, address: "%s", digest-from: 2020-01-01}]
          campaigns: [{name: weekly, newsletter: weekly, cron: "0 0 4 1 1 ?"}]
          relays: [{host: 127.0.0.1, port: %d, connections: 3}]
        """
            .formatted(articles, relay));
    var readers =
        IntStream.range(0, READERS)
            .mapToObj(i -> "reader%d@seen.example".formatted(i))
            .collect(Collectors.joining("\n", "address\n", "\n"));
    Files.writeString(folder.resolve("readers.csv"), readers);
    try (var free = new ServerSocket(0)) {
      management = free.getLocalPort();
    }
  }

  private void release() throws Exception {
    courant("subscribers", "import", folder.resolve("readers.csv").toString(), "--commit")
        .endsWith(0);
    courant("pull").endsWith(0);
    courant("campaign", "run", "weekly").endsWith(0);
  }

  private CourantProcess serve() throws Exception {
    var server = courant("serve", "--port", "0");
    server.says("is served at");
    return server;
  }

  private HttpRequest request(String endpoint) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d/actuator/%s".formatted(management, endpoint)))
        .build();
  }

  private CourantProcess courant(String... arguments) throws IOException {
    var all =
        Stream.concat(
                Arrays.stream(arguments),
                Stream.of(
                    "--config",
                    folder.resolve("config").toString(),
                    "--data",
                    folder.resolve("data").toString()))
            .toArray(String[]::new);
    var environment =
        Map.of("COURANT_DATABASE_URL", "", "MANAGEMENT_SERVER_PORT", Integer.toString(management));
    return CourantProcess.start(
        folder.resolve("said-" + started.incrementAndGet()), environment, all);
  }
}
