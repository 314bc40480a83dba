package org.courant.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a source is pulled next.
final class Rhythm {
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private static final int SLOWER = 4;
  private static final Duration LONGEST_BESIDE_PUSHES = Duration.ofHours(6);

  private Rhythm() {}

  /// Hubs die without a word, so that a feed with one is pulled still: four times less often, and
  /// at least every six hours.
  static Instant besidePushes(DeclaredSource source, Instant now) {
    var pause = source.interval().multipliedBy(SLOWER);
    var longest = LONGEST_BESIDE_PUSHES;
    return now.plus(pause.compareTo(longest) < 0 ? pause : longest);
  }

  /// A source may ask to be pulled less often than the interval says, within a day.
  static @Nullable Instant notBefore(DeclaredSource source, Optional<Duration> asked, Instant now) {
    return asked
        .filter(hint -> hint.compareTo(source.interval()) > 0)
        .map(hint -> now.plus(hint.compareTo(LONGEST_PAUSE) < 0 ? hint : LONGEST_PAUSE))
        .orElse(null);
  }
}
