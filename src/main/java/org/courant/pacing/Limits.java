package org.courant.pacing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.courant.smtp.RelayHealth;
import org.courant.smtp.Relays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The settings, looked up by relay and by recipient domain.
@Component
final class Limits {
  /// The key of what limits all mail.
  static final String ALL = "all";

  private final PacingSettings.Pacing settings;
  private final Map<String, PacingSettings.Relay> relays = new HashMap<>();
  private final Map<String, PacingSettings.Domains> domains = new HashMap<>();
  private final boolean none;

  @org.springframework.beans.factory.annotation.Autowired
  Limits(PacingSettings settings, Relays relays) {
    this(settings.pacing());
    var known = relays.health().stream().map(RelayHealth::relay).toList();
    for (var relay : this.relays.keySet()) {
      if (!known.contains(relay)) {
        throw new IllegalArgumentException(
            "Setting pacing.relays.name: there is no relay %s; the relays are: %s."
                .formatted(relay, String.join(", ", known)));
      }
    }
  }

  Limits(PacingSettings.Pacing settings) {
    this.settings = settings;
    settings.relays().forEach(relay -> relays.put(relay.name(), relay));
    settings.domains().forEach(d -> d.names().forEach(name -> domains.put(name, d)));
    this.none =
        settings.rate() == null
            && relays.values().stream().allMatch(r -> r.rate() == null && r.warmUp() == null)
            && domains.isEmpty()
            && settings.otherDomains() == null;
  }

  /// True when nothing limits what a window may hold.
  boolean none() {
    return none;
  }

  /// The key of what limits a relay.
  static String relay(String name) {
    return "relay " + name;
  }

  /// How many connections all nodes may have open together, by key.
  Map<String, Integer> caps() {
    var caps = new HashMap<String, Integer>();
    if (settings.connections() != null) {
      caps.put(ALL, settings.connections());
    }
    for (var relay : relays.values()) {
      if (relay.connections() != null) {
        caps.put(relay(relay.name()), relay.connections());
      }
    }
    return caps;
  }

  /// What a domain is known by: domains of one provider share a key.
  String key(String domain) {
    return provider(domain).getFirst();
  }

  /// All domains of its provider, or the domain alone.
  List<String> provider(String domain) {
    var provider = domains.get(domain);
    return provider == null ? List.of(domain) : provider.names();
  }

  /// What limits any message to this relay.
  List<Allowance> of(String relay, Instant now) {
    var found = new ArrayList<Allowance>(3);
    if (settings.rate() != null) {
      found.add(Allowance.second(ALL, settings.rate()));
    }
    var limit = relays.get(relay);
    if (limit != null && limit.rate() != null) {
      found.add(Allowance.second(relay(relay), limit.rate()));
    }
    if (limit != null && limit.warmUp() != null && limit.warmUp().holds(now)) {
      found.add(Allowance.day("warm-up " + relay, limit.warmUp().limit(now)));
    }
    return found;
  }

  /// Messages a second to a domain, by its key, or null.
  @Nullable Integer rate(String key) {
    var provider = domains.get(key);
    if (provider != null) {
      return provider.rate();
    }
    return settings.otherDomains() == null ? null : settings.otherDomains().rate();
  }

  /// Connections that may carry mail to a domain at once, by its key, or null.
  @Nullable Integer connections(String key) {
    var provider = domains.get(key);
    if (provider != null) {
      return provider.connections();
    }
    return settings.otherDomains() == null ? null : settings.otherDomains().connections();
  }
}
