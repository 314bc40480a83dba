package org.courant.fetch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// Fetches documents from addresses that others chose. Blocking, made for virtual threads, safe for
/// many.
public final class Fetcher implements AutoCloseable {

  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Clock clock;
  private final CloseableHttpClient open;
  private final CloseableHttpClient guarded;
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
    return new Fetcher("Courant", Clock.systemUTC());
  }

  public Fetched fetch(FetchRequest request) {
    var end = System.nanoTime() + request.timeout().toNanos();
    var hop = new Hop(request.address(), null, true);
    for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      var fault = hop.fault();
      if (fault != null) {
        return new Fetched.Refused(fault);
      }
      switch (once(request, hop, end)) {
        case Redirect(var target) -> hop = target;
        case Final(var fetched) -> {
          return fetched;
        }
      }
    }
    return new Fetched.Refused(
        "%s redirects more than %d times".formatted(request.address(), MOST_REDIRECTS));
  }

  private sealed interface Step {}

  private record Redirect(Hop target) implements Step {}

  private record Final(Fetched fetched) implements Step {}

  private Step once(FetchRequest request, Hop hop, long end) {
    var address = hop.address();
    var get = hop.get(request.validators());
    // Only an abort from outside ends a body that arrives one byte at a time.
    var abort = deadlines.schedule(get::cancel, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    var heard = new AtomicReference<Step>();
    try {
      var client = request.internal() ? open : guarded;
      return ScopedValue.where(Lookups.END, end)
          .call(
              () ->
                  client.execute(get, response -> heard(step(request, hop, response), heard, get)));
    } catch (IOException | RuntimeException failure) {
      var step = heard.get();
      if (step != null) {
        return step;
      }
      return new Final(
          get.isCancelled()
                  || failure instanceof InterruptedIOException
                  || failure instanceof Lookups.LookupLate
              ? late(request, address)
              : failed(address, failure));
    } finally {
      abort.cancel(false);
    }
  }

  private static Step heard(Step step, AtomicReference<Step> heard, HttpGet get) {
    heard.set(step);
    // Closing would read on to the end of a body that may have none.
    get.cancel();
    return step;
  }

  private static Fetched late(FetchRequest request, URI address) {
    return new Fetched.Unreachable(
        "%s took longer than %s".formatted(address, spoken(request.timeout())), Optional.empty());
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
      default -> unreachable(address + " broke off: " + failure.getMessage());
    };
  }

  private static Fetched unreachable(String reason) {
    return new Fetched.Unreachable(reason, Optional.empty());
  }

  private Step step(FetchRequest request, Hop hop, ClassicHttpResponse response)
      throws IOException {
    var address = hop.address();
    var status = response.getCode();
    if (REDIRECTS.contains(status)) {
      return redirect(hop, response);
    }
    return new Final(
        switch (status) {
          case 200 -> content(request, hop, response);
          case 304 -> new Fetched.NotModified(head(response, hop));
          case 410 -> new Fetched.Gone(address + " answers 410: it is gone for good");
          default ->
              new Fetched.Unreachable(
                  "%s answers %d %s".formatted(address, status, response.getReasonPhrase()).strip(),
                  RetryAfter.of(header(response, HttpHeaders.RETRY_AFTER), clock.instant()),
                  status);
        });
  }

  private static Fetched content(FetchRequest request, Hop hop, ClassicHttpResponse response)
      throws IOException {
    try {
      return new Fetched.Content(
          Bodies.read(response, request.maximum().toBytes()),
          header(response, HttpHeaders.CONTENT_TYPE),
          new Validators(
              header(response, HttpHeaders.ETAG), header(response, HttpHeaders.LAST_MODIFIED)),
          hop.address(),
          head(response, hop));
    } catch (Bodies.LimitExceeded limit) {
      return new Fetched.Refused(hop.address() + " " + limit.getMessage());
    }
  }

  private static Step redirect(Hop hop, ClassicHttpResponse response) {
    var address = hop.address();
    var permanent = response.getCode() == 301 || response.getCode() == 308;
    var location = header(response, HttpHeaders.LOCATION);
    if (location == null) {
      return new Final(unreachable(address + " redirects to nowhere"));
    }
    try {
      var target = location.strip().replace(" ", "%20").replaceFirst("#.*$", "");
      return new Redirect(hop.to(address.resolve(target), permanent));
    } catch (IllegalArgumentException _) {
      return new Final(
          new Fetched.Refused("%s redirects to `%s`, no address".formatted(address, location)));
    }
  }

  private static ResponseHead head(ClassicHttpResponse response, Hop hop) {
    var fields =
        Arrays.stream(response.getHeaders())
            .collect(
                groupingBy(
                    header -> header.getName().toLowerCase(Locale.ROOT),
                    mapping(header -> String.valueOf(header.getValue()), toUnmodifiableList())));
    return new ResponseHead(fields, hop.movedTo());
  }

  private static @Nullable String header(ClassicHttpResponse response, String name) {
    var header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
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
