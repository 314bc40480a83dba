package org.courant.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a source is pulled next.
final class Rhythm {
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private Rhythm() {}

  /// A source may ask to be pulled less often than the interval says, within a day.
  static @Nullable Instant notBefore(DeclaredSource source, Optional<Duration> asked, Instant now) {
    return asked
        .filter(hint -> hint.compareTo(source.interval()) > 0)
        .map(hint -> now.plus(hint.compareTo(LONGEST_PAUSE) < 0 ? hint : LONGEST_PAUSE))
        .orElse(null);
  }
}
