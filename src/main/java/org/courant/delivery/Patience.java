package org.courant.delivery;

import java.time.Duration;
import java.time.Instant;

/// When a deferred row is tried again: later each time, and not all at one moment.
final class Patience {
  private static final Duration LONGEST = Duration.ofHours(4);

  private Patience() {}

  /// `first` after the first try, doubled with each further, plus up to a fifth that depends on the
  /// row.
  static Instant next(Instant now, Duration first, Recipient row) {
    var doubled = first.multipliedBy(1L << Math.min(row.attempts(), 10));
    var wait = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return now.plus(wait).plus(spread(wait, row.id()));
  }

  static Duration spread(Duration wait, long row) {
    var part = Math.floorMod((row * 0x9E3779B97F4A7C15L) >>> 33, 1_000L);
    return wait.multipliedBy(part).dividedBy(5_000);
  }
}
