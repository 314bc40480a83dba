package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.courant.source.SourceState.Rhythm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RhythmsTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Rhythm UNKNOWN = new Rhythm(null, null, null);
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final DeclaredSource source =
      GivenSource.of("a", SourceKind.FEED, "https://news.example/feed");

  @Test
  void aSourceOfWhichNothingIsKnownIsPulledAtItsInterval() {
    assertThat(pause(UNKNOWN, null)).isBetween(QUARTER, eighthMore(QUARTER));
  }

  @Test
  void theRarerItsArticlesTheRarerItIsPulled() {
    var daily = learn(UNKNOWN, every(Duration.ofDays(1), 30));
    var hourly = learn(UNKNOWN, every(Duration.ofHours(1), 30));

    assertThat(daily.usual()).isEqualTo(Duration.ofDays(1));
    assertThat(pause(daily, null)).isBetween(Duration.ofHours(1), eighthMore(Duration.ofHours(1)));
    assertThat(pause(hourly, null)).isBetween(QUARTER, eighthMore(QUARTER));
  }

  @Test
  void aSourceThatFellSilentIsPulledLessAndLess() {
    var hourly = learn(UNKNOWN, every(Duration.ofHours(1), 30));
    var later = NOW.plus(Duration.ofDays(2));

    assertThat(Duration.between(later, Rhythms.next(source, hourly, Optional.empty(), later)))
        .isBetween(Duration.ofHours(2), eighthMore(Duration.ofHours(2)));
  }

  @Test
  void neitherAYearOfSilenceNorAnyWishLeadsBeyondTheLongestInterval() {
    var yearly = learn(UNKNOWN, every(Duration.ofDays(365), 3));
    var longest = Duration.ofHours(6);

    assertThat(pause(yearly, null)).isBetween(longest, eighthMore(longest));
    assertThat(pause(UNKNOWN, Duration.ofDays(30))).isBetween(longest, eighthMore(longest));
    assertThat(pause(new Rhythm(Duration.ofDays(30), null, null), null))
        .isBetween(longest, eighthMore(longest));
  }

  @Test
  void itsWishAndThatOfItsServerRaiseTheIntervalAndNeverLowerIt() {
    var asks = new Rhythm(Duration.ofHours(2), null, null);

    assertThat(pause(asks, null)).isBetween(Duration.ofHours(2), eighthMore(Duration.ofHours(2)));
    assertThat(pause(asks, Duration.ofHours(3)))
        .isBetween(Duration.ofHours(3), eighthMore(Duration.ofHours(3)));
    assertThat(pause(new Rhythm(Duration.ofMinutes(1), null, null), Duration.ofSeconds(5)))
        .isBetween(QUARTER, eighthMore(QUARTER));
  }

  @Test
  void aFolderIsPulledAtItsIntervalExactly() {
    var folder = GivenSource.of("a", SourceKind.FOLDER, "articles");
    var daily = learn(UNKNOWN, every(Duration.ofDays(1), 30));

    assertThat(Rhythms.next(folder, daily, Optional.empty(), NOW)).isEqualTo(NOW.plus(QUARTER));
  }

  @Test
  void sourcesThatArePulledTogetherDoNotStayTogether() {
    var nexts =
        IntStream.range(0, 20)
            .mapToObj(i -> GivenSource.of("s" + i, SourceKind.FEED, "https://news.example/" + i))
            .map(each -> Rhythms.next(each, UNKNOWN, Optional.empty(), NOW))
            .distinct();

    assertThat(nexts).hasSizeGreaterThan(10);
  }

  @Test
  void aSourceThatShowsOnlyNewsIsLearntStepByStep() {
    var known = new Rhythm(null, Duration.ofHours(8), NOW.minus(Duration.ofHours(16)));
    var rhythm = learn(known, List.of(NOW));

    assertThat(rhythm.usual()).isEqualTo(Duration.ofHours(10));
    assertThat(rhythm.newest()).isEqualTo(NOW);
  }

  /// As when many old posts of a site are edited at once, or one is planned for next week.
  @Test
  void oldDatesAndDatesToComeTeachNothing() {
    var known = new Rhythm(null, Duration.ofHours(8), NOW.minusSeconds(60));
    var old = every(Duration.ofDays(300), 5).stream().map(date -> date.minusSeconds(3600)).toList();

    assertThat(learn(known, old)).isEqualTo(known);
    assertThat(learn(known, List.of(NOW.plusSeconds(3600)))).isEqualTo(known);
  }

  private static Rhythm learn(Rhythm before, List<Instant> dates) {
    return Rhythms.learn(before, null, dates, NOW);
  }

  private static List<Instant> every(Duration gap, int times) {
    return IntStream.range(0, times).mapToObj(i -> NOW.minus(gap.multipliedBy(i))).toList();
  }

  private Duration pause(Rhythm rhythm, @Nullable Duration fresh) {
    return Duration.between(NOW, Rhythms.next(source, rhythm, Optional.ofNullable(fresh), NOW));
  }

  private static Duration eighthMore(Duration pause) {
    return pause.plus(pause.dividedBy(8));
  }
}
