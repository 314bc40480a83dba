package org.courant.pacing;

import java.time.Duration;
import java.time.Instant;

/// So many messages in each second or day.
///
/// @param key what all nodes know it by
record Allowance(String key, long messages, Duration length) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  static Allowance second(String key, long messages) {
    return new Allowance(key, messages, SECOND);
  }

  static Allowance day(String key, long messages) {
    return new Allowance(key, messages, DAY);
  }

  /// The beginning of the second or day (UTC) that it is now.
  Instant period(Instant now) {
    var seconds = length.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
  }

  /// When there is something to be had again, once all is used.
  Instant renewed(Instant now) {
    return period(now).plus(length);
  }

  /// What a node asks for at once: it leaves the others their part, which it gets when they do not
  /// want it. Of a day's allowance it is little, since what a node that dies had is lost to all.
  long portion(int nodes) {
    var times = length.equals(SECOND) ? 1L : 50L;
    return Math.max(1, Math.ceilDiv(messages, times * nodes));
  }
}
