package org.courant.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.smtp.Denial;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/// Which rows of a block a line may have in its next window. A row is an address.
@CourantTest
class PaceTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.300Z");
  private static final String RELAY = "relay:25";

  @Autowired private BeanFactory beans;
  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String busy = "busy-" + mark + ".example";
  private final String other = "other-" + mark + ".example";

  @Test
  void takesAllWhenNothingIsLimited() {
    var rows = PaceForTests.readers(20, busy);
    var choice = choose(pace(Map.of()), rows, 16, NOW);
    assertThat(choice.taken()).isEqualTo(rows.subList(0, 16));
    assertThat(choice.passed()).isEmpty();
  }

  @Test
  void shrinksAWindowToWhatTheRelayMayHaveAndWaitsForTheNextSecond() {
    var pace = pace(Map.of("relays[0].name", relay(), "relays[0].rate", "6"));
    var rows = PaceForTests.readers(20, busy);
    assertThat(pace.choose(rows, PaceTests::domain, 16, relay(), NOW).taken()).hasSize(6);
    var none = pace.choose(rows, PaceTests::domain, 16, relay(), NOW);
    assertThat(none.taken()).isEmpty();
    assertThat(none.dryUntil()).isEqualTo(Instant.parse("2026-11-23T08:00:01Z"));
    var next = NOW.plusSeconds(1);
    assertThat(pace.choose(rows, PaceTests::domain, 16, relay(), next).taken()).hasSize(6);
    // Another relay is not concerned.
    assertThat(choose(pace, rows, 16, NOW).taken()).hasSize(16);
  }

  @Test
  void passesOverADomainThatHasHadItsSecondAndTakesTheOthers() {
    var pace = pace(domains("rate", "4"));
    var first = choose(pace, mixed(8), 16, NOW);
    assertThat(first.taken()).filteredOn(row -> row.endsWith(busy)).hasSize(4);
    assertThat(first.taken()).filteredOn(row -> row.endsWith(other)).hasSize(8);
    assertThat(first.passed()).hasSize(4);
    var dry = choose(pace, mixed(8), 16, NOW);
    assertThat(dry.taken()).hasSize(8).allMatch(row -> row.endsWith(other));
    assertThat(dry.passed()).hasSize(8);
    assertThat(later(pace, dry.passed())).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void spreadsWhatIsPassedOverInsteadOfLookingAtAllOfItEachSecond() {
    var pace = pace(domains("rate", "4"));
    var rows = PaceForTests.readers(40, busy);
    assertThat(later(pace, rows)).isEqualTo(NOW.plusSeconds(1));
    IntStream.range(0, 9).forEach(_ -> later(pace, rows));
    assertThat(later(pace, rows)).isBetween(NOW.plusSeconds(8), NOW.plusSeconds(10));
  }

  @Test
  void providersShareOneRateUnderAllTheirNames() {
    var pace = pace(Map.of("domains[0].names", busy + "," + other, "domains[0].rate", "4"));
    assertThat(choose(pace, mixed(8), 16, NOW).taken()).hasSize(4);
    assertThat(choose(pace, mixed(8), 16, NOW).taken()).isEmpty();
  }

  @Test
  void limitsEachOtherDomainByItself() {
    var pace = pace(Map.of("other-domains.rate", "2"));
    var taken = new ArrayList<String>();
    for (var i = 0; i < 4; i++) {
      taken.addAll(choose(pace, mixed(8), 16, NOW).taken());
    }
    assertThat(taken).filteredOn(row -> row.endsWith(busy)).hasSize(2);
    assertThat(taken).filteredOn(row -> row.endsWith(other)).hasSize(2);
  }

  @Test
  void twoNodesTogetherStayBelowADomainsRate() {
    var here = pace(domains("rate", "10"));
    var there = pace(domains("rate", "10"));
    here.look(() -> new Share(0, 2), List::of, NOW);
    there.look(() -> new Share(1, 2), List::of, NOW);
    var rows = PaceForTests.readers(40, busy);
    var got = new int[2];
    for (var i = 0; i < 30; i++) {
      got[i % 2] += choose(i % 2 == 0 ? here : there, rows, 2, NOW).taken().size();
    }
    assertThat(got[0] + got[1]).isEqualTo(10);
    assertThat(got).doesNotContain(0);
  }

  @Test
  void noMoreLinesCarryADomainThanItsCapAndThePartsOfNodesAddUpToIt() {
    var here = pace(domains("connections", "3"));
    var there = pace(domains("connections", "3"));
    here.look(() -> new Share(0, 2), List::of, NOW);
    there.look(() -> new Share(1, 2), List::of, NOW);
    var rows = PaceForTests.readers(8, busy);
    var first = choose(here, rows, 4, NOW);
    assertThat(first.taken()).hasSize(4);
    assertThat(choose(here, rows, 4, NOW).taken()).hasSize(4);
    assertThat(choose(here, rows, 4, NOW).passed()).hasSize(8);
    assertThat(choose(there, rows, 4, NOW).taken()).hasSize(4);
    assertThat(choose(there, rows, 4, NOW).taken()).isEmpty();
    here.over(first, first.taken().size(), NOW);
    assertThat(choose(here, rows, 4, NOW).taken()).hasSize(4);
    assertThat(choose(here, rows, 4, NOW).taken()).isEmpty();
  }

  @Test
  void closesARelayThatHasHadItsMessagesOfTheDay() {
    var pace =
        pace(
            Map.of(
                "relays[0].name", relay(),
                "relays[0].warm-up.from", "2026-11-23",
                "relays[0].warm-up.first-day", "5"));
    var rows = PaceForTests.readers(4, busy);
    var got = 0;
    for (var i = 0; i < 20; i++) {
      got += pace.choose(rows, PaceTests::domain, 4, relay(), NOW).taken().size();
    }
    assertThat(got).isEqualTo(5);
    assertThat(pace.keeps(relay(), NOW)).isFalse();
    assertThat(pace.keeps(RELAY, NOW)).isTrue();
    assertThat(pace.admission(InstantSource.fixed(NOW)).enter(RELAY)).isEmpty();
    assertThat(pace.admission(InstantSource.fixed(NOW)).enter(relay()))
        .contains(
            new Denial(
                relay()
                    + ": its warm-up's messages of today are used up; it goes on at 2026-11-24T00:00:00Z",
                Duration.ZERO,
                Denial.Kind.AWAY));
    var tomorrow = NOW.plusSeconds(86_400);
    assertThat(pace.keeps(relay(), tomorrow)).isTrue();
    assertThat(pace.choose(rows, PaceTests::domain, 4, relay(), tomorrow).taken()).isNotEmpty();
  }

  @Test
  void aWindowGivesBackWhatItDidNotBegin() {
    var pace =
        pace(
            Map.of(
                "relays[0].name", relay(),
                "relays[0].warm-up.from", "2026-11-23",
                "relays[0].warm-up.first-day", "4",
                "relays[0].warm-up.factor", "1"));
    var rows = PaceForTests.readers(4, busy);
    var first = pace.choose(rows, PaceTests::domain, 4, relay(), NOW);
    assertThat(first.taken()).hasSize(1);
    pace.over(first, 0, NOW);
    assertThat(take(pace, rows, NOW)).as("nothing of the day was lost").isEqualTo(4);
    assertThat(pace.keeps(relay(), NOW)).isFalse();

    var tomorrow = NOW.plusSeconds(86_400);
    var last = pace.choose(rows, PaceTests::domain, 4, relay(), tomorrow);
    pace.over(last, 1, tomorrow);
    assertThat(take(pace, rows, tomorrow)).as("what was begun is spent").isEqualTo(3);

    var afterwards = tomorrow.plusSeconds(86_400);
    assertThat(pace.choose(rows, PaceTests::domain, 4, relay(), afterwards).taken()).hasSize(1);
    pace.over(last, 0, afterwards);
    assertThat(take(pace, rows, afterwards)).as("a day that is over is over").isEqualTo(3);
  }

  private int take(Pace pace, List<String> rows, Instant now) {
    return IntStream.range(0, 20)
        .map(_ -> pace.choose(rows, PaceTests::domain, 4, relay(), now).taken().size())
        .sum();
  }

  private Map<String, String> domains(String key, String value) {
    return Map.of("domains[0].names", busy, "domains[0]." + key, value);
  }

  private String relay() {
    return "relay-" + mark + ":25";
  }

  private List<String> mixed(int each) {
    var rows = new ArrayList<String>();
    for (var i = 0; i < each; i++) {
      rows.add("r" + i + "@" + busy);
      rows.add("r" + i + "@" + other);
    }
    return rows;
  }

  private Pace pace(Map<String, String> settings) {
    return PaceForTests.pacing(beans, settings).join();
  }

  private static Choice<String> choose(Pace pace, List<String> rows, int most, Instant now) {
    return pace.choose(rows, PaceTests::domain, most, RELAY, now);
  }

  private static Instant later(Pace pace, List<String> rows) {
    return pace.later(rows, PaceTests::domain, NOW);
  }

  static String domain(String address) {
    return address.substring(address.indexOf('@') + 1);
  }
}
