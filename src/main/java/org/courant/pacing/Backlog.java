package org.courant.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// When to look again at rows that were passed over, domain by domain: as many of them as its rate
/// lets go, not all at once and again and again. For one thread at a time.
final class Backlog {
  private static final Duration SOON = Duration.ofSeconds(1);

  /// A little early rather than late, so that a second's allowance is not left unused.
  private static final double EARLY = 0.8;

  private static final int MANY = 1_000;

  private final Map<String, Instant> free = new HashMap<>();

  /// Whoever looks sends a second's worth at most, so the next look comes that much later.
  ///
  /// @param perSecond how many of them this node lets go
  /// @param longest after this they are looked at in any case
  Instant later(String key, int rows, double perSecond, Duration longest, Instant now) {
    var soon = now.plus(SOON);
    var at = free.getOrDefault(key, soon);
    if (at.isBefore(soon)) {
      at = soon;
    }
    var late = now.plus(longest);
    var next = at.plusMillis((long) (Math.min(rows, perSecond) / perSecond * EARLY * 1_000));
    if (free.size() > MANY) {
      free.values().removeIf(then -> then.isBefore(now));
    }
    free.put(key, next.isAfter(late) ? late : next);
    return at;
  }
}
