package org.courant.selection;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// How often a feed usually has something new.
final class Rhythm {
  private static final List<Duration> STEPS =
      List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));

  static final Duration NONE = STEPS.getLast();

  private Rhythm() {}

  /// The step next to the median time between two articles, so that it changes seldom; a day where
  /// there is nothing to tell it by.
  static Duration of(List<FeedItem> items) {
    if (items.size() < 2) {
      return Duration.ofDays(1);
    }
    var gaps =
        IntStream.range(1, items.size())
            .mapToObj(i -> Duration.between(items.get(i).published(), items.get(i - 1).published()))
            .sorted()
            .toList();
    var usual = gaps.get(gaps.size() / 2);
    // On a scale of ratios: half a day is as far from an hour as a day is from two.
    return STEPS.stream()
        .filter(step -> usual.compareTo(step.multipliedBy(3)) < 0)
        .findFirst()
        .orElse(STEPS.getLast());
  }
}
