package org.courant.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;

/// Asks for a host's addresses within the time of the fetch that wants them: the system's own
/// look-up knows no end and heeds no interrupt, so that it runs on a thread that may be left
/// behind.
final class Lookups implements DnsResolver {
  /// Of the fetch that asks.
  static final ScopedValue<Limit> LIMIT = ScopedValue.newInstance();

  private static final long WITHOUT_END = TimeUnit.SECONDS.toNanos(10);
  private static final int MOST_AT_ONCE = 32;
  private static final ExecutorService THREADS = threads();

  private final DnsResolver names;

  Lookups() {
    this(SystemDefaultDnsResolver.INSTANCE);
  }

  Lookups(DnsResolver names) {
    this.names = names;
  }

  /// Until when a look-up is waited for.
  static final class Limit {
    /// As `System.nanoTime()`.
    private final long end;

    private @Nullable Future<?> awaited;
    private boolean cut;

    Limit(long end) {
      this.end = end;
    }

    private synchronized void await(Future<?> lookup) {
      awaited = lookup;
      if (cut) {
        lookup.cancel(true);
      }
    }

    /// Waits no longer.
    synchronized void cut() {
      cut = true;
      if (awaited != null) {
        awaited.cancel(true);
      }
    }
  }

  /// No answer came in time.
  static final class LookupLate extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    LookupLate(String host) {
      super("the look-up of " + host + " took too long");
    }
  }

  private static ExecutorService threads() {
    var threads =
        new ThreadPoolExecutor(
            MOST_AT_ONCE,
            MOST_AT_ONCE,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("fetch-lookup-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var limit = LIMIT.isBound() ? LIMIT.get() : new Limit(System.nanoTime() + WITHOUT_END);
    var answer = THREADS.submit(() -> names.resolve(host));
    limit.await(answer);
    try {
      return answer.get(limit.end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | CancellationException _) {
      answer.cancel(true);
      throw new LookupLate(host);
    } catch (InterruptedException _) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new LookupLate(host);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IllegalStateException("the look-up of " + host + " failed", failure.getCause());
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }
}
