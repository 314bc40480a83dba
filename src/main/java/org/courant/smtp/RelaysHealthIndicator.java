package org.courant.smtp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Shows the relays in the server's health: down when none of them works, unknown when there is
/// none at all.
@Component
class RelaysHealthIndicator implements HealthIndicator {
  private final Relays relays;

  RelaysHealthIndicator(Relays relays) {
    this.relays = relays;
  }

  @Override
  public Health health() {
    var all = relays.health();
    if (all.isEmpty()) {
      return Health.unknown().withDetail("problem", "no relay is configured").build();
    }
    var up = all.stream().anyMatch(relay -> relay.state() == RelayHealth.State.UP);
    var health = up ? Health.up() : Health.down();
    all.forEach(relay -> health.withDetail(relay.relay(), details(relay)));
    return health.build();
  }

  private static Map<String, Object> details(RelayHealth relay) {
    var details = new LinkedHashMap<String, Object>();
    details.put("state", relay.state());
    details.put("connections", relay.open() + " of " + relay.most());
    details.put("accepted", relay.accepted());
    if (relay.problem() != null && relay.restsUntil() != null) {
      details.put("failures", relay.failures());
      details.put("problem", Reply.nameless(relay.problem()));
      details.put("restsUntil", relay.restsUntil().toString());
    }
    return details;
  }
}
