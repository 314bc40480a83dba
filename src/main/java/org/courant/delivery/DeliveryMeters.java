package org.courant.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.courant.smtp.RelayHealth;
import org.courant.smtp.Relays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Counts what became of messages, when it is recorded: by relay, by the readers' domains, and why
/// they were put off. A message costs a few increments; the counters are looked up once.
@Component
class DeliveryMeters {
  /// How many domains have a name of their own.
  static final int DOMAINS = 20;

  /// A domain has a name after as many messages: one with few readers would name a person.
  static final int NAMED_AFTER = 100;

  private static final int STRANGERS = 10_000;
  private static final String OTHERS = "other";
  private static final Duration[] STEPS = {
    Duration.ofMillis(2),
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry registry;
  private final Map<String, RelayMeters> relays = new ConcurrentHashMap<>();
  private final Map<String, Counters> domains = new ConcurrentHashMap<>();
  private final Map<String, Integer> strangers = new ConcurrentHashMap<>();
  private final Map<Verdict.Besides, Counter> deferrals = new EnumMap<>(Verdict.Besides.class);
  private final Counter notBegun;
  private final Counters others;

  private record RelayMeters(Counters states, Timer time) {}

  DeliveryMeters(MeterRegistry registry, Relays relays) {
    this.registry = registry;
    for (var besides : Verdict.Besides.values()) {
      deferrals.put(besides, deferral(word(besides)));
    }
    notBegun = deferral("not-begun");
    others = domain(OTHERS);
    relays.health().stream().map(RelayHealth::relay).forEach(this::of);
  }

  /// A window's results, once they stand.
  void count(List<Result> results) {
    results.forEach(this::count);
  }

  private void count(Result result) {
    var deferred = result.state() == DeliveryState.DEFERRED;
    var handover = result.handover();
    if (deferred) {
      (result.attempted() ? deferrals.getOrDefault(result.besides(), notBegun) : notBegun)
          .increment();
    }
    if (handover == null) {
      return;
    }
    var relay = of(handover.relay());
    relay.states().increment(result.state());
    relay.time().record(handover.nanos(), TimeUnit.NANOSECONDS);
    known(result.domain()).increment(result.state());
  }

  private RelayMeters of(String relay) {
    var known = relays.get(relay);
    return known == null ? relays.computeIfAbsent(relay, this::relay) : known;
  }

  private RelayMeters relay(String name) {
    var time =
        Timer.builder("courant.handover")
            .description("From the first command of a message to the relay's answer")
            .tag("relay", name)
            .serviceLevelObjectives(STEPS)
            .register(registry);
    return new RelayMeters(
        new Counters(
            "courant.deliveries", "Messages that a relay was asked to take", "relay", name),
        time);
  }

  private Counters known(String domain) {
    var known = domains.get(domain);
    return known == null ? stranger(domain) : known;
  }

  /// Few domains have most of the readers: the first that reach the mark have a name from then on.
  private Counters stranger(String domain) {
    if (domains.size() >= DOMAINS) {
      return others;
    }
    if (strangers.size() >= STRANGERS) {
      strangers.clear();
    }
    if (strangers.merge(domain, 1, Integer::sum) >= NAMED_AFTER) {
      name(domain);
    }
    return others;
  }

  private synchronized void name(String domain) {
    if (domains.size() < DOMAINS) {
      domains.computeIfAbsent(domain, this::domain);
      strangers.remove(domain);
    }
  }

  private Counters domain(String name) {
    return new Counters(
        "courant.domain.deliveries", "Messages by their readers' domain", "domain", name);
  }

  private Counter deferral(String why) {
    return Counter.builder("courant.deferrals")
        .description("Messages that were put off, by why")
        .tag("class", why)
        .register(registry);
  }

  private static String word(Verdict.Besides besides) {
    var name = besides == Verdict.Besides.NOTHING ? "temporary" : besides.name();
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A counter for each state in which a message can end that was handed over.
  private final class Counters {
    private final Map<DeliveryState, Counter> states = new EnumMap<>(DeliveryState.class);

    Counters(String name, String what, String label, String value) {
      for (var state : DeliveryState.values()) {
        if (DeliveryState.IN_TRANSIT.canBecome(state)) {
          var counter =
              Counter.builder(name)
                  .description(what)
                  .tag(label, value)
                  .tag("state", state.word().replace(' ', '-'))
                  .register(registry);
          states.put(state, counter);
        }
      }
    }

    void increment(DeliveryState state) {
      @Nullable Counter counter = states.get(state);
      if (counter != null) {
        counter.increment();
      }
    }
  }
}
