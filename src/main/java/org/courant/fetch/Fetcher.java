package org.courant.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/// Fetches documents from addresses that others chose, one at a time from each host. Blocking, made
/// for virtual threads, safe for many.
public final class Fetcher implements AutoCloseable {

  private static final int MOST_REDIRECTS = 5;

  private final Clock clock;
  private final CloseableHttpClient open;
  private final CloseableHttpClient guarded;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private volatile boolean halted;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fetch-deadlines").factory());

  Fetcher(String userAgent, Clock clock) {
    this(userAgent, clock, new FetchGuard());
  }

  Fetcher(String userAgent, Clock clock, FetchGuard guard) {
    this.clock = clock;
    this.open = HttpClients.reaching(userAgent, new Lookups());
    this.guarded = HttpClients.reaching(userAgent, guard);
  }

  /// For a command that runs without the application.
  public static Fetcher standalone() {
    return standalone("", "");
  }

  /// The same, that says who asks.
  ///
  /// @param baseUrl the publication's address
  /// @param contact whom to write to; what is empty is not said
  public static Fetcher standalone(String baseUrl, String contact) {
    return new Fetcher(UserAgent.of(baseUrl, contact), Clock.systemUTC());
  }

  /// Waits while another request is at the host, for each hop anew and for as long as that takes:
  /// the request's own time runs from its turn.
  public Fetched fetch(FetchRequest request) {
    var left = request.timeout().toNanos();
    var hop = new Hop(request.address(), null, true);
    for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      var fault = hop.fault();
      if (fault != null) {
        return new Fetched.Refused(fault);
      }
      try (var _ = HostTurns.OF_THIS_PROCESS.take(Host.of(hop.address()))) {
        var begun = System.nanoTime();
        switch (once(request, hop, begun + left)) {
          case Step.Redirect(var target) -> hop = target;
          case Step.Final(var fetched) -> {
            return fetched;
          }
        }
        left -= System.nanoTime() - begun;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return unreachable(hop.address() + " is not asked any more");
      }
    }
    return new Fetched.Refused(
        "%s redirects more than %d times".formatted(request.address(), MOST_REDIRECTS));
  }

  /// Cuts off what is being fetched and fetches nothing more: the process ends.
  public void halt() {
    halted = true;
    running.forEach(Running::cut);
  }

  private record Running(HttpGet get, Lookups.Limit lookups) {
    void cut() {
      get.cancel();
      lookups.cut();
    }
  }

  private Step once(FetchRequest request, Hop hop, long end) {
    var get = hop.get(request.validators());
    var now = new Running(get, new Lookups.Limit(end));
    running.add(now);
    if (halted) {
      now.cut();
    }
    // Only an abort from outside ends a body that arrives one byte at a time.
    var abort = deadlines.schedule(get::cancel, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    var heard = new AtomicReference<Step>();
    try {
      var client = request.internal() ? open : guarded;
      return ScopedValue.where(Lookups.LIMIT, now.lookups())
          .call(
              () ->
                  client.execute(
                      get,
                      response ->
                          heard(Step.of(request, hop, response, clock.instant()), heard, get)));
    } catch (IOException | RuntimeException failure) {
      var step = heard.get();
      return step == null ? new Step.Final(failed(request, hop, get, failure)) : step;
    } finally {
      running.remove(now);
      abort.cancel(false);
    }
  }

  private static Step heard(Step step, AtomicReference<Step> heard, HttpGet get) {
    heard.set(step);
    // Closing would read on to the end of a body that may have none.
    get.cancel();
    return step;
  }

  private Fetched failed(FetchRequest request, Hop hop, HttpGet get, Exception failure) {
    if (halted) {
      return unreachable(hop.address() + " was not waited for: the process ends");
    }
    return get.isCancelled() || failure instanceof Lookups.LookupLate
        ? unreachable("%s took longer than %s".formatted(hop.address(), spoken(request.timeout())))
        : failed(hop.address(), failure);
  }

  private static String spoken(Duration time) {
    return time.toMillis() < 1000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }

  private static Fetched failed(URI address, Exception failure) {
    return switch (failure) {
      case FetchGuard.AddressRefused refused ->
          new Fetched.Refused(String.valueOf(refused.getMessage()));
      case UnknownHostException _ -> unreachable(address.getHost() + " has no address");
      case ConnectException _ -> unreachable(address + " refuses the connection");
      case SSLException tls ->
          unreachable(address + " offers no trusted connection: " + tls.getMessage());
      case InterruptedIOException _ -> unreachable(address + " kept silent for too long");
      default -> unreachable(address + " broke off: " + failure.getMessage());
    };
  }

  private static Fetched unreachable(String reason) {
    return new Fetched.Unreachable(reason, Optional.empty());
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    try (open;
        guarded) {
      // Both are closed on leaving.
    } catch (IOException _) {
      // Nothing is lost with a connection that does not close.
    }
  }
}
