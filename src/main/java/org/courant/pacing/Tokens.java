package org.courant.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// What one node holds of the shared allowances, each for the second or day that it was leased in.
/// For one thread at a time.
final class Tokens {
  private static final Logger log = LoggerFactory.getLogger(Tokens.class);

  /// After a failure the database is left alone this long.
  private static final Duration AWAY = Duration.ofSeconds(1);

  private static final int MANY = 1_000;

  /// @param dry nothing more is to be had in its period
  private record Held(Instant period, Duration length, long left, boolean dry) {
    boolean over(Instant now) {
      return !now.isBefore(period.plus(length));
    }
  }

  private final Leases leases;
  private final Map<String, Held> held = new HashMap<>();
  private @Nullable Instant awayUntil;

  Tokens(Leases leases) {
    this.leases = leases;
  }

  /// Leases a portion of each allowance of which this node has nothing left, all at once.
  void stock(Collection<Allowance> needed, int nodes, Instant now) {
    if (awayUntil != null && now.isBefore(awayUntil)) {
      return;
    }
    var asks =
        needed.stream()
            .filter(a -> wanting(a, now))
            .map(a -> new Leases.Ask(a, a.portion(nodes)))
            .toList();
    if (asks.isEmpty()) {
      return;
    }
    forget(now);
    try {
      var granted = leases.grant(asks, now);
      asks.forEach(ask -> hold(ask, granted.getOrDefault(ask.of().key(), 0L), now));
      awayUntil = null;
    } catch (DataAccessException problem) {
      log.debug("No mail is let go now: {}", problem.getMessage());
      awayUntil = now.plus(AWAY);
    }
  }

  private boolean wanting(Allowance a, Instant now) {
    var has = held.get(a.key());
    return has == null || !has.period().equals(a.period(now)) || (has.left() == 0 && !has.dry());
  }

  private void hold(Leases.Ask ask, long granted, Instant now) {
    var of = ask.of();
    held.put(of.key(), new Held(of.period(now), of.length(), granted, granted < ask.want()));
  }

  /// How many messages this node may send now.
  long left(Allowance a, Instant now) {
    var has = held.get(a.key());
    return has == null || !has.period().equals(a.period(now)) ? 0 : has.left();
  }

  /// The least that any of them leaves, at most `most`.
  int least(List<Allowance> of, int most, Instant now) {
    return (int) of.stream().mapToLong(a -> left(a, now)).reduce(most, Math::min);
  }

  void spend(Allowance a, long messages) {
    held.computeIfPresent(
        a.key(), (_, h) -> new Held(h.period(), h.length(), h.left() - messages, h.dry()));
  }

  /// What was spent at that time was not used. A second or day that is over gets nothing back.
  void giveBack(Allowance a, long messages, Instant spent) {
    var has = held.get(a.key());
    if (has != null && has.period().equals(a.period(spent))) {
      held.put(a.key(), new Held(has.period(), has.length(), has.left() + messages, has.dry()));
    }
  }

  /// True when all nodes together have used it up, as far as this one knows.
  boolean spent(Allowance a, Instant now) {
    var has = held.get(a.key());
    return has != null && has.period().equals(a.period(now)) && has.dry() && has.left() == 0;
  }

  private void forget(Instant now) {
    if (held.size() > MANY) {
      held.values().removeIf(h -> h.over(now));
    }
  }
}
