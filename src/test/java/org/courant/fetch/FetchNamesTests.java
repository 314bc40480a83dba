package org.courant.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/// Which addresses a name leads to. One loopback address stands for a public one here, the others
/// for private ones.
class FetchNamesTests {
  private static final String PUBLIC = "127.0.0.1";
  private static final String PRIVATE = "127.0.0.2";

  private final LocalServer server;
  private final List<String> lookups = new ArrayList<>();
  private Duration time = Duration.ofSeconds(10);

  FetchNamesTests() throws IOException {
    server = new LocalServer();
    server.serve("/feed", 200, Map.of(), "hi");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// A name that first tells a public address and then a private one gains nothing.
  @Test
  void aNameIsLookedUpOnceAndItsAddressKept() {
    var fetched = fetch("http://rebinding.example", _ -> lookups.size() == 1 ? PUBLIC : PRIVATE);

    assertThat(LocalServer.content(fetched).body()).asString(UTF_8).isEqualTo("hi");
    assertThat(lookups).containsExactly("rebinding.example");
  }

  @Test
  void theGuardStandsAtEveryHop() {
    var port = server.address("/").getPort();
    for (var target : List.of("http://inside.example", "http://" + PRIVATE, "http://[::1]")) {
      var path = "/to/" + target.hashCode();
      server.serve(path, 301, Map.of("Location", target + ":" + port + "/feed"), "");
      var start = URI.create("http://outside.example:" + port + path);

      var fetched =
          fetch(start, host -> host.equals("outside.example") ? PUBLIC : literal(host, PRIVATE));
      assertThat(LocalServer.refusal(fetched)).as(target).contains("is no public address");
    }
  }

  @Test
  void anAddressThatDoesNotAnswerGivesWayToTheNext() {
    server.close();
    // Both are open here, and nothing listens at the first.
    try (var other = new LocalServer()) {
      other.serve("/feed", 200, Map.of(), "hi");
      var fetched =
          fetcher(_ -> "127.0.0.9 " + PUBLIC, address -> true)
              .fetch(
                  request(
                      URI.create("http://two.example:" + other.address("/").getPort() + "/feed")));
      assertThat(LocalServer.content(fetched).body()).asString(UTF_8).isEqualTo("hi");
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Test
  void oneOfSeveralAddressesThatIsPrivateRefusesTheName() {
    var fetched = fetch("http://mixed.example", _ -> PUBLIC + " " + PRIVATE);

    assertThat(LocalServer.refusal(fetched)).startsWith("mixed.example is at " + PRIVATE);
  }

  /// Well before the look-up's own end, which is ten seconds.
  @Test
  void aLookUpThatDoesNotComeBackEndsWithTheFetch() throws InterruptedException {
    time = Duration.ofMillis(400);
    var never = new CountDownLatch(1);
    var answers = new ArrayList<Fetched>();
    var thread =
        Thread.ofVirtual()
            .start(
                () ->
                    answers.add(
                        fetch(
                            "http://slow.example",
                            _ -> {
                              awaited(never);
                              return PUBLIC;
                            })));

    assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
    assertThat(LocalServer.unreachable(answers.getFirst()).reason())
        .endsWith("took longer than 400 ms");
  }

  @Test
  void aLookUpIsNotWaitedForOnceTheProcessEnds() throws InterruptedException {
    var asked = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    var fetcher =
        fetcher(
            _ -> {
              asked.countDown();
              awaited(never);
              return PUBLIC;
            },
            _ -> true);
    var request =
        new FetchRequest(
            URI.create("http://slower.example"),
            false,
            Validators.NONE,
            DataSize.ofBytes(1000),
            Duration.ofMinutes(1));
    var answers = new ArrayList<Fetched>();
    var thread = Thread.ofVirtual().start(() -> answers.add(fetcher.fetch(request)));
    asked.await();
    fetcher.halt();

    assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
    assertThat(LocalServer.unreachable(answers.getFirst()).reason()).endsWith("the process ends");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Fetched fetch(String site, Function<String, String> names) {
    return fetch(URI.create(site + ":" + server.address("/").getPort() + "/feed"), names);
  }

  private Fetched fetch(URI address, Function<String, String> names) {
    return fetcher(names, one -> one.getHostAddress().equals(PUBLIC)).fetch(request(address));
  }

  private FetchRequest request(URI address) {
    return new FetchRequest(address, false, Validators.NONE, DataSize.ofBytes(1000), time);
  }

  private Fetcher fetcher(
      Function<String, String> names, java.util.function.Predicate<InetAddress> open) {
    return new Fetcher("Courant", Clock.systemUTC(), new FetchGuard(new Names(names), open));
  }

  private static String literal(String host, String otherwise) {
    return host.matches("[0-9.]+|.*:.*") ? host : otherwise;
  }

  private final class Names implements DnsResolver {
    private final Function<String, String> names;

    Names(Function<String, String> names) {
      this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      lookups.add(host);
      var found = new ArrayList<InetAddress>();
      for (var literal : names.apply(host).split(" ", -1)) {
        found.add(InetAddress.getByName(literal));
      }
      return found.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
