package org.courant.document;

import java.time.Duration;
import java.util.Locale;

/// How often a feed has news, in the words of the syndication module of RSS 1.0, and after how many
/// minutes a reader had better look again.
///
/// @param frequency how many times in a period
record Rhythm(Period period, int frequency, int ttl) {
  private static final Duration SHORTEST = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(6);

  enum Period {
    HOURLY(Duration.ofHours(1)),
    DAILY(Duration.ofDays(1)),
    WEEKLY(Duration.ofDays(7)),
    MONTHLY(Duration.ofDays(30)),
    YEARLY(Duration.ofDays(365));

    private final Duration length;

    Period(Duration length) {
      this.length = length;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A reader that keeps to the ttl has an article a quarter of its feed's rhythm late, six hours
  /// at the most.
  ///
  /// @param usual the time between two articles
  static Rhythm of(Duration usual) {
    var gap = usual.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : usual;
    var period = Period.YEARLY;
    for (var shorter : Period.values()) {
      if (gap.compareTo(shorter.length) <= 0) {
        period = shorter;
        break;
      }
    }
    int frequency =
        (int) Math.max(1, Math.round((double) period.length.toMinutes() / gap.toMinutes()));
    var quarter = gap.dividedBy(4);
    var ttl = quarter.compareTo(SHORTEST) < 0 ? SHORTEST : quarter;
    return new Rhythm(
        period, frequency, (int) (ttl.compareTo(LONGEST) > 0 ? LONGEST : ttl).toMinutes());
  }
}
