package org.courant.serving;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.courant.document.FeedFormat;
import org.springframework.stereotype.Component;

/// Counts and times the answers among the server's other requests, with the same labels.
@Component
class Tally {
  private final MeterRegistry registry;
  private final Map<Label, Timer> timers = new ConcurrentHashMap<>();

  Tally(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Label(FeedFormat format, String method, int status) {}

  void count(FeedFormat format, String method, int status, long nanos) {
    timers
        .computeIfAbsent(new Label(format, known(method), status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /// A stranger may send any word as a method, and each would stay for ever.
  private static String known(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH" -> method;
      default -> "UNKNOWN";
    };
  }

  private Timer timer(Label label) {
    return Timer.builder("http.server.requests")
        .tag("error", "none")
        .tag("exception", "none")
        .tag("method", label.method())
        .tag("outcome", outcome(label.status()))
        .tag("status", Integer.toString(label.status()))
        .tag("uri", "/feeds/{slug}." + label.format().extension())
        .register(registry);
  }

  private static String outcome(int status) {
    return switch (status / 100) {
      case 2 -> "SUCCESS";
      case 3 -> "REDIRECTION";
      case 4 -> "CLIENT_ERROR";
      default -> "SERVER_ERROR";
    };
  }
}
