package org.courant.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/// Calls addresses that others asked us to call: the very address they gave, its query included,
/// behind the same address guard as a fetch, and never further than to it. Blocking, made for
/// virtual threads, safe for many.
public final class Callbacks implements AutoCloseable {

  /// More than any challenge has.
  private static final int LONGEST_BODY = 4096;

  private final Clock clock;
  private final CloseableHttpClient open;
  private final CloseableHttpClient guarded;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("callback-deadlines").factory());

  Callbacks(String userAgent, Clock clock) {
    this.clock = clock;
    this.open = HttpClients.reaching(userAgent, new Lookups());
    this.guarded = HttpClients.reaching(userAgent, new FetchGuard());
  }

  /// @param internal whether private and loopback addresses may be reached
  public CallbackAnswer get(URI address, boolean internal, Duration timeout) {
    return call(new HttpGet(address), internal, timeout);
  }

  /// The answer's body is not read.
  ///
  /// @param internal whether private and loopback addresses may be reached
  public CallbackAnswer post(
      URI address, Map<String, String> headers, byte[] body, boolean internal, Duration timeout) {
    var post = new HttpPost(address);
    headers.forEach(post::setHeader);
    post.setEntity(new ByteArrayEntity(body, null));
    return call(post, internal, timeout);
  }

  private CallbackAnswer call(HttpUriRequestBase request, boolean internal, Duration timeout) {
    var heard = new AtomicReference<CallbackAnswer>();
    // Only an abort from outside ends an answer that arrives one byte at a time.
    var abort = deadlines.schedule(request::cancel, timeout.toNanos(), TimeUnit.NANOSECONDS);
    try {
      var client = internal ? open : guarded;
      return ScopedValue.where(
              Lookups.LIMIT, new Lookups.Limit(System.nanoTime() + timeout.toNanos()))
          .call(() -> client.execute(request, response -> heard(heard, request, response)));
    } catch (IOException | RuntimeException failure) {
      var answer = heard.get();
      return answer == null ? failed(request, failure, timeout) : answer;
    } finally {
      abort.cancel(false);
    }
  }

  private CallbackAnswer heard(
      AtomicReference<CallbackAnswer> heard,
      HttpUriRequestBase request,
      ClassicHttpResponse response)
      throws IOException {
    var answer = answer(request, response);
    heard.set(answer);
    // Closing would read on to the end of a body that may have none.
    request.cancel();
    return answer;
  }

  private CallbackAnswer answer(HttpUriRequestBase request, ClassicHttpResponse response)
      throws IOException {
    var header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    var pause = RetryAfter.of(header == null ? null : header.getValue(), clock.instant());
    return new CallbackAnswer.Response(response.getCode(), body(request, response), pause);
  }

  private static byte[] body(HttpUriRequestBase request, ClassicHttpResponse response)
      throws IOException {
    if (!request.getMethod().equals(HttpGet.METHOD_NAME)) {
      return new byte[0];
    }
    try {
      return Bodies.read(response, LONGEST_BODY);
    } catch (Bodies.LimitExceeded _) {
      return new byte[0];
    }
  }

  private static CallbackAnswer failed(
      HttpUriRequestBase request, Exception failure, Duration timeout) {
    if (request.isCancelled()
        || failure instanceof InterruptedIOException
        || failure instanceof Lookups.LookupLate) {
      return new CallbackAnswer.Silent("it took longer than " + timeout.toMillis() + " ms");
    }
    return switch (failure) {
      case FetchGuard.AddressRefused _ ->
          new CallbackAnswer.Refused("its host has an address that is not public");
      case UnknownHostException _ -> new CallbackAnswer.Silent("its host has no address");
      case ConnectException _ -> new CallbackAnswer.Silent("it refuses the connection");
      case SSLException tls ->
          new CallbackAnswer.Silent("it offers no trusted connection: " + tls.getMessage());
      default -> new CallbackAnswer.Silent("the connection broke off: " + failure.getMessage());
    };
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
