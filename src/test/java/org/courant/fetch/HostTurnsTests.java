package org.courant.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HostTurnsTests {
  private final LocalServer server = new LocalServer();
  private final LocalServer other = new LocalServer();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  HostTurnsTests() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
    other.close();
  }

  /// Each by a fetcher of its own, as the server's and a probe's are, and some by way of another
  /// host.
  @Test
  void aHostIsAskedForOneDocumentAtATimeWhoeverAsks() throws InterruptedException {
    server.serve("/", this::count);
    other.serve("/to", 302, Map.of("Location", server.address("/moved").toString()), "");
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 20; i++) {
      var address = i % 2 == 0 ? server.address("/" + i) : other.address("/to");
      threads.add(Thread.ofVirtual().start(() -> fetchAlone(address)));
    }
    for (var thread : threads) {
      thread.join();
    }

    assertThat(most).hasValue(1);
    assertThat(HostTurns.OF_THIS_PROCESS.hosts()).isZero();
  }

  private static void fetchAlone(java.net.URI address) {
    try (var fetcher = new Fetcher("Courant", Clock.systemUTC())) {
      fetcher.fetch(new FetchRequest(address, true));
    }
  }

  private void count(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    // As long as a request that is on its way at the same time would take to come in.
    for (var end = System.nanoTime() + 20_000_000; System.nanoTime() < end; ) {
      Thread.onSpinWait();
    }
    inside.decrementAndGet();
    exchange.sendResponseHeaders(404, -1);
    exchange.close();
  }

  /// Each host sends its caller to the other one while the other one is asked.
  @Test
  void twoHostsThatSendToEachOtherHoldUpNobody() throws InterruptedException {
    var both = new CyclicBarrier(2);
    server.serve("/a", exchange -> meet(exchange, both, other.address("/end")));
    other.serve("/b", exchange -> meet(exchange, both, server.address("/end")));
    server.serve("/end", 200, Map.of(), "hi");
    other.serve("/end", 200, Map.of(), "hi");

    var first = Thread.ofVirtual().start(() -> server.fetch("/a"));
    var second = other.fetch("/b");
    assertThat(LocalServer.content(second).address()).isEqualTo(server.address("/end"));
    assertThat(first.join(Duration.ofSeconds(20))).isTrue();
  }

  private static void meet(HttpExchange exchange, CyclicBarrier both, java.net.URI target)
      throws IOException {
    try {
      both.await();
    } catch (InterruptedException | java.util.concurrent.BrokenBarrierException fault) {
      throw new IOException(fault);
    }
    exchange.getResponseHeaders().add("Location", target.toString());
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  @Test
  void waitingForATurnTakesNothingOfARequestsTime() throws InterruptedException {
    var held = new Held();
    var slow = asked(held, new ArrayList<>());
    var answers = new ArrayList<Fetched>();
    var quick =
        Thread.ofVirtual()
            .start(
                () ->
                    answers.add(
                        server.fetch(
                            server.address("/quick"), Validators.NONE, Duration.ofMillis(900))));

    // Longer than the second request has.
    assertThat(quick.join(Duration.ofMillis(1200))).isFalse();
    held.released.countDown();
    quick.join();
    slow.join();
    assertThat(answers).singleElement().isInstanceOf(Fetched.Content.class);
  }

  @Test
  void allHopsTogetherHaveTheRequestsTime() {
    server.serve("/first", exchange -> redirectLate(exchange, server.address("/second")));
    server.serve("/second", exchange -> redirectLate(exchange, server.address("/quick")));
    server.serve("/quick", 200, Map.of(), "hi");

    var answer = server.fetch(server.address("/first"), Validators.NONE, Duration.ofSeconds(1));
    assertThat(LocalServer.unreachable(answer).reason()).endsWith("took longer than 1 s");
  }

  private static void redirectLate(HttpExchange exchange, java.net.URI target) throws IOException {
    try {
      assertThat(new CountDownLatch(1).await(700, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException fault) {
      throw new IOException(fault);
    }
    exchange.getResponseHeaders().add("Location", target.toString());
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  @Test
  void whoIsInterruptedWhileWaitingLeavesAndTakesNoTurnAlong() throws InterruptedException {
    var held = new Held();
    var slow = asked(held, new ArrayList<>());
    var answers = new ArrayList<Fetched>();
    var told = new ArrayList<Boolean>();
    var quick =
        Thread.ofVirtual()
            .start(
                () -> {
                  answers.add(server.fetch("/quick"));
                  told.add(Thread.currentThread().isInterrupted());
                });
    quick.interrupt();
    quick.join();
    assertThat(LocalServer.unreachable(answers.getFirst()).reason()).endsWith("not asked any more");
    assertThat(told).containsExactly(true);

    held.released.countDown();
    slow.join();
    assertThat(HostTurns.OF_THIS_PROCESS.hosts()).isZero();
    assertThat(server.fetch("/quick")).isInstanceOf(Fetched.Content.class);
  }

  @Test
  void whatIsHaltedIsCutOffAndAskedForNothingMore() throws InterruptedException {
    var answers = new ArrayList<Fetched>();
    var slow = asked(new Held(), answers);

    server.fetcher.halt();
    assertThat(slow.join(Duration.ofSeconds(5))).isTrue();
    answers.add(server.fetch("/quick"));
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(LocalServer.unreachable(answer).reason()).endsWith("the process ends"));
  }

  /// Asks a path that is held, beside one that is not, until the request is there.
  private Thread asked(Held held, List<Fetched> answers) throws InterruptedException {
    server.serve("/slow", held);
    server.serve("/quick", 200, Map.of(), "hi");
    var slow = Thread.ofVirtual().start(() -> answers.add(server.fetch("/slow")));
    held.reached.await();
    return slow;
  }
}
