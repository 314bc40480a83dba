package org.courant.pacing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param pacing how much mail may leave, of all servers together
@ConfigurationProperties("courant")
@Validated
record PacingSettings(@DefaultValue Pacing pacing) {
  private static final int MOST = 1_000_000;

  /// @param rate messages a second in all; no limit unless given
  /// @param connections how many connections may be open at once in all
  /// @param relays limits of relays
  /// @param domains limits of readers' mail providers
  /// @param otherDomains limits of each domain that `domains` does not name
  record Pacing(
      @Nullable Integer rate,
      @Nullable Integer connections,
      @DefaultValue List<Relay> relays,
      @DefaultValue List<Domains> domains,
      @Nullable Others otherDomains) {
    Pacing {
      within("rate", rate);
      within("connections", connections);
      var seen = new HashSet<String>();
      for (var name : domains.stream().flatMap(d -> d.names().stream()).toList()) {
        if (!seen.add(name)) {
          throw wrong("domains.names", name + " stands there twice", "keep one of them");
        }
      }
      for (var relay : relays) {
        if (!seen.add("relay " + relay.name())) {
          throw wrong("relays.name", relay.name() + " stands there twice", "keep one of them");
        }
      }
    }
  }

  /// @param name the relay's host and port, such as `smtp.example.org:587`, or its folder
  /// @param rate messages a second
  /// @param connections how many connections to it may be open at once
  /// @param warmUp how it gets used to much mail
  record Relay(
      String name, @Nullable Integer rate, @Nullable Integer connections, @Nullable WarmUp warmUp) {
    Relay {
      if (name == null) {
        throw wrong("relays.name", "is missing", "write the relay's host:port");
      }
      within("relays.rate", rate);
      within("relays.connections", connections);
      if (rate == null && connections == null && warmUp == null) {
        throw wrong("relays", name + " has no limit", "give it a rate, connections or a warm-up");
      }
    }
  }

  /// How many messages a day a relay gets while its address is new to the world. Days are those of
  /// UTC.
  ///
  /// @param from the first day
  /// @param firstDay how many messages on it
  /// @param factor how many times as many each day after
  /// @param days after how many days there is no limit any more
  record WarmUp(
      LocalDate from,
      @DefaultValue("500") int firstDay,
      @DefaultValue("1.5") double factor,
      @DefaultValue("20") int days) {
    WarmUp {
      if (from == null) {
        throw wrong("relays.warm-up.from", "is missing", "write its first day, as 2026-12-01");
      }
      within("relays.warm-up.first-day", firstDay);
      if (!(factor >= 1 && factor <= 10)) {
        throw wrong("relays.warm-up.factor", factor + " is not between 1 and 10", "use 1.5");
      }
      if (days < 1 || days > 365) {
        throw wrong("relays.warm-up.days", days + " is not between 1 and 365", "use 20");
      }
    }

    /// True when a limit holds at this moment.
    boolean holds(Instant now) {
      return day(now) < days;
    }

    /// How many messages may leave on that day; before the first as many as on the first.
    long limit(Instant now) {
      return (long) Math.min(1e12, firstDay * Math.pow(factor, (double) Math.max(0, day(now))));
    }

    private long day(Instant now) {
      return now.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay() - from.toEpochDay();
    }
  }

  /// @param names the provider's domains, which share the limits; the first names them all
  /// @param rate messages a second
  /// @param connections how many connections may carry mail to them at once
  record Domains(List<String> names, @Nullable Integer rate, @Nullable Integer connections) {
    private static final Pattern DOMAIN =
        Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

    Domains {
      if (names == null || names.isEmpty()) {
        throw wrong("domains.names", "is missing", "name a domain, such as gmail.com");
      }
      names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      for (var name : names) {
        if (!DOMAIN.matcher(name).matches()) {
          throw wrong("domains.names", "\"" + name + "\" is no domain", "write it in ASCII");
        }
      }
      within("domains.rate", rate);
      within("domains.connections", connections);
      if (rate == null && connections == null) {
        throw wrong("domains", names.getFirst() + " has no limit", "give a rate or connections");
      }
    }
  }

  /// @param rate messages a second to each
  /// @param connections how many connections may carry mail to each at once
  record Others(@Nullable Integer rate, @Nullable Integer connections) {
    Others {
      within("other-domains.rate", rate);
      within("other-domains.connections", connections);
    }
  }

  private static void within(String key, @Nullable Integer number) {
    if (number != null && (number < 1 || number > MOST)) {
      throw wrong(key, number + " is not between 1 and " + MOST, "leave it out for no limit");
    }
  }

  private static IllegalArgumentException wrong(String key, String what, String action) {
    return new IllegalArgumentException("Setting pacing.%s: %s; %s.".formatted(key, what, action));
  }
}
