package org.courant.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.courant.CourantTest;
import org.courant.article.Ledger;
import org.courant.article.Ledger.Presence;
import org.courant.source.PullReport.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class FeedPullTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final String name = "feed-" + UUID.randomUUID();
  private final List<String> conditions = new ArrayList<>();
  private final Pulls pulls;
  private final Sources sources;
  private final Ledger ledger;
  private final HttpServer server;

  private volatile int status = 200;
  private volatile @Nullable String etag = "\"1\"";
  private volatile String body = feed("<item><guid>1</guid><title>One</title></item>");

  @Autowired
  FeedPullTests(Pulls pulls, Sources sources, Ledger ledger) throws IOException {
    this.pulls = pulls;
    this.sources = sources;
    this.ledger = ledger;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/feed", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anUnchangedFeedIsAskedForByItsValidatorAndNotReadAgain() {
    assertThat(pull().created()).isEqualTo(1);
    status = 304;
    assertThat(pull().outcome()).isEqualTo(Outcome.UNCHANGED);
    status = 200;
    etag = "\"2\"";
    assertThat(pull().outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(pull().outcome()).isEqualTo(Outcome.UNCHANGED);

    assertThat(conditions).containsExactly("null", "\"1\"", "\"1\"", "\"2\"");
  }

  @Test
  void oneBadItemIsNamedAndStopsNoOther() {
    body =
        feed(
            "<item><guid>1</guid></item><item><guid>2</guid><title>Two</title></item>"
                + "<item><guid>2</guid><title>Again</title></item>");

    var report = pull();
    assertThat(report.created()).isEqualTo(1);
    assertThat(report.failed()).isEqualTo(2);
    assertThat(report.problems())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("item 1 has no title"),
            second -> assertThat(second).startsWith("item 3 has the id `2` of an earlier item"));
  }

  @Test
  void whatABadServerGivesIsRecordedAndTheNextRunRecovers() {
    pull();
    etag = null;
    status = 404;
    assertThat(failure()).endsWith("answers 404 Not Found; its articles stay, it is tried again");
    status = 200;
    body = "<html><body>Be right back</body></html>";
    assertThat(failure()).contains("is a web page and no feed");
    body = "garbage";
    assertThat(failure()).contains("is no XML");
    body = feed("").substring(0, 20);
    assertThat(failure()).contains("cannot be read");
    assertThat(sources.get(name).failing().times()).isEqualTo(4);
    assertThat(guids()).containsExactly("1");

    body = feed("<item><guid>2</guid><title>Two</title></item>");
    assertThat(pull().created()).isEqualTo(1);
    assertThat(sources.get(name).failing().times()).isZero();
    // An item that left the feed is not withdrawn.
    assertThat(guids()).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void aFeedThatIsGoneIsPulledAgainOnlyByAPerson() {
    pull();
    status = 410;
    assertThat(failure()).contains("answers 410");

    assertThat(pulls.pullAll(List.of(source()), NOW))
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.outcome()).isEqualTo(Outcome.SKIPPED);
              assertThat(report.problems().getFirst()).contains("courant pull " + name);
            });
    status = 200;
    assertThat(pull().outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(pulls.pullAll(List.of(source()), NOW))
        .extracting(PullReport::outcome)
        .containsExactly(Outcome.UNCHANGED);
  }

  @Test
  void aPrivateAddressNeedsTheSourceToBeInternal() {
    var report = pulls.pull(GivenSource.outside(name, SourceKind.FEED, address()), false, NOW);

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.problems().getFirst()).contains("no public address");
    assertThat(conditions).isEmpty();
  }

  @Test
  void oneBadSourceStopsNoOther() {
    var broken = GivenSource.of(name + "-broken", SourceKind.FOLDER, "no-such-folder");

    assertThat(pulls.pullAll(List.of(broken, source()), NOW))
        .extracting(PullReport::outcome)
        .containsExactly(Outcome.FAILED, Outcome.READ);
  }

  @Test
  void oneSourceIsPulledOnceAtATime() throws InterruptedException {
    var asked = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    server.createContext(
        "/feed/slow",
        exchange -> {
          asked.countDown();
          awaited(answered);
          answer(exchange);
        });
    var slow = GivenSource.of(name, SourceKind.FEED, address() + "/slow");

    var first = new ArrayList<PullReport>();
    var pulling = Thread.ofVirtual().start(() -> first.add(pulls.pull(slow, false, NOW)));
    asked.await();
    var second = pulls.pull(slow, false, NOW);
    answered.countDown();
    pulling.join();

    assertThat(second.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(second.problems()).containsExactly("another pull of it is under way");
    assertThat(first).singleElement().extracting(PullReport::created).isEqualTo(1);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static String feed(String items) {
    return "<rss version='2.0'><channel><title>F</title>" + items + "</channel></rss>";
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/feed";
  }

  private DeclaredSource source() {
    return GivenSource.of(name, SourceKind.FEED, address());
  }

  private PullReport pull() {
    return pulls.pull(source(), false, NOW);
  }

  private String failure() {
    var report = pull();
    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    return report.problems().getFirst();
  }

  private List<String> guids() {
    return ledger.present(name).stream().map(Presence::guid).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    conditions.add(String.valueOf(exchange.getRequestHeaders().getFirst("If-None-Match")));
    if (etag != null) {
      exchange.getResponseHeaders().add("ETag", etag);
    }
    var bytes = status == 200 ? body.getBytes(UTF_8) : new byte[0];
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
