package org.courant.mailing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.courant.delivery.DeliveryState;
import org.courant.smtp.RelayHealth;
import org.courant.smtp.Relays;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// What waits and how each relay does, whenever somebody asks.
@Component
class MailingMeters implements MeterBinder {
  private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private record Look(long at, List<MailingProgress> mailings) {}

  private final Looks looks;
  private final Relays relays;
  private volatile Look last = new Look(System.nanoTime() - KEEP_NANOS, List.of());

  MailingMeters(Looks looks, Relays relays) {
    this.looks = looks;
    this.relays = relays;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    waiting(registry, "pending", MailingProgress::waiting);
    waiting(registry, "deferred", mailing -> mailing.count(DeliveryState.DEFERRED));
    for (var relay : relays.health()) {
      var name = relay.relay();
      relay(
          registry,
          "courant.relay.up",
          "1 when it is used, 0 when it rests or is tried",
          name,
          one -> one.state() == RelayHealth.State.UP ? 1 : 0);
      relay(registry, "courant.relay.connections", "Connections open now", name, RelayHealth::open);
      relay(
          registry,
          "courant.relay.connections.max",
          "Connections that may be open",
          name,
          RelayHealth::most);
    }
  }

  private void waiting(
      MeterRegistry registry, String state, ToDoubleFunction<MailingProgress> count) {
    Gauge.builder("courant.deliveries.waiting", this, self -> self.sum(count))
        .description("Recipients of mailings under way whose message is still to leave")
        .tag("state", state)
        .register(registry);
  }

  private void relay(
      MeterRegistry registry,
      String name,
      String what,
      String relay,
      ToDoubleFunction<RelayHealth> figure) {
    Gauge.builder(name, relays, all -> figure(all, relay, figure))
        .description(what)
        .tag("relay", relay)
        .register(registry);
  }

  private static double figure(Relays all, String relay, ToDoubleFunction<RelayHealth> figure) {
    return all.health().stream()
        .filter(one -> one.relay().equals(relay))
        .mapToDouble(figure)
        .findFirst()
        .orElse(Double.NaN);
  }

  /// Without the database nobody knows.
  private double sum(ToDoubleFunction<MailingProgress> count) {
    try {
      return look().stream().mapToDouble(count).sum();
    } catch (DataAccessException _) {
      return Double.NaN;
    }
  }

  /// One look for all the gauges that are asked together.
  private synchronized List<MailingProgress> look() {
    var now = System.nanoTime();
    if (now - last.at() >= KEEP_NANOS) {
      last = new Look(now, looks.underWay(List.of()));
    }
    return last.mailings();
  }
}
