package org.courant.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.courant.source.SourceState.Rhythm;
import org.jspecify.annotations.Nullable;

/// How often a source is pulled: some two dozen times between two of its articles, less often when
/// it has been silent for longer or asks to be left alone, all within the declared bounds.
final class Rhythms {
  private static final int PULLS_AN_ARTICLE = 24;
  private static final int NEWEST = 20;
  private static final int FEWEST = 3;

  /// Up to an eighth longer, so that sources that started together do not stay together.
  private static final int SPREAD = 8;

  private static final int SLOWER = 4;

  private Rhythms() {}

  /// Hubs die without a word, so that a feed with one is pulled still, four times less often.
  static Instant besidePushes(DeclaredSource source, Instant now) {
    return now.plus(shorter(source.interval().multipliedBy(SLOWER), source.longest()));
  }

  /// When a source that was read is pulled next.
  static Instant next(DeclaredSource source, Rhythm rhythm, Optional<Duration> fresh, Instant now) {
    if (!source.isRemote()) {
      return now.plus(source.interval());
    }
    var wanted =
        Stream.of(Optional.ofNullable(rhythm.asked()), fresh, ownPace(rhythm, now))
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .orElse(source.interval());
    var pause = shorter(longer(wanted, source.interval()), source.longest());
    return now.plus(spread(pause, source.name(), now));
  }

  private static Optional<Duration> ownPace(Rhythm rhythm, Instant now) {
    if (rhythm.usual() == null || rhythm.newest() == null) {
      return Optional.empty();
    }
    var silence = Duration.between(rhythm.newest(), now);
    return Optional.of(longer(rhythm.usual(), silence).dividedBy(PULLS_AN_ARTICLE));
  }

  /// By name and time and not by chance, so that a run can be told beforehand.
  static Duration spread(Duration pause, String name, Instant now) {
    var part = Math.floorMod(31L * name.hashCode() + now.getEpochSecond(), 64L);
    return pause.plus(pause.multipliedBy(part).dividedBy(64L * SPREAD));
  }

  /// @param asked what the document that was read asks for
  /// @param dates the publication of what a pull showed, in any order
  static Rhythm learn(
      Rhythm before, @Nullable Duration asked, Collection<Instant> dates, Instant now) {
    var told =
        dates.stream().filter(date -> !date.isAfter(now)).distinct().sorted().toList().reversed();
    var newest = before.newest();
    if (told.isEmpty() || (newest != null && told.getFirst().isBefore(newest))) {
      return new Rhythm(asked, before.usual(), newest);
    }
    var usual = told.size() >= FEWEST ? median(told) : moved(before, told.getFirst());
    return new Rhythm(asked, usual, told.getFirst());
  }

  private static Duration median(List<Instant> newestFirst) {
    var gaps = new ArrayList<Duration>();
    for (var i = 1; i < Math.min(newestFirst.size(), NEWEST); i++) {
      gaps.add(Duration.between(newestFirst.get(i), newestFirst.get(i - 1)));
    }
    gaps.sort(Comparator.naturalOrder());
    return gaps.get(gaps.size() / 2);
  }

  /// A source that shows only what is new is learnt from one article after the other.
  private static @Nullable Duration moved(Rhythm before, Instant newest) {
    if (before.newest() == null || before.newest().equals(newest)) {
      return before.usual();
    }
    var gap = Duration.between(before.newest(), newest);
    return before.usual() == null ? gap : before.usual().multipliedBy(3).plus(gap).dividedBy(4);
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
