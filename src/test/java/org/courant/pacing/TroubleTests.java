package org.courant.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Domains that refuse us or ask for less, on two nodes that share a database.
@CourantTest
@ExtendWith(OutputCaptureExtension.class)
class TroubleTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final String ANSWER = "550 5.7.1 not from you";

  @Autowired private BeanFactory beans;
  @Autowired private DomainStates states;
  private final String domain = "sulks-" + UUID.randomUUID() + ".example";
  private final List<String> rows = PaceForTests.readers(40, domain);
  private Pace here;
  private Pace there;

  @BeforeEach
  void join() {
    here = PaceForTests.pacing(beans, Map.of()).join();
    there = PaceForTests.pacing(beans, Map.of()).join();
  }

  @Test
  void aRefusalPausesTheDomainOnEveryNode() {
    assertThat(taken(here, NOW)).isEqualTo(16);
    here.refused(domain, ANSWER, NOW);
    assertThat(taken(here, NOW)).isZero();
    assertThat(taken(there, NOW)).isEqualTo(16);
    look(NOW);
    assertThat(taken(there, NOW)).isZero();
    assertThat(there.later(rows, PaceTests::domain, NOW))
        .isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    assertThat(state().reason()).isEqualTo(ANSWER);
    // What another line has in its window is not sent either.
    assertThat(there.shut(Choice.of(rows), domain, NOW)).isPresent();
  }

  @Test
  void countsWhatWasUnderWayWithoutPausingForLonger() {
    here.refused(domain, ANSWER, NOW);
    there.refused(domain, "550 5.7.1 nor this", NOW.plusSeconds(2));
    assertThat(state().refusals()).isEqualTo(2);
    assertThat(state().until()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
  }

  @Test
  void oneMessageOfAllNodesTriesADomainAfterItsPause() throws Exception {
    here.refused(domain, ANSWER, NOW);
    var later = NOW.plus(Duration.ofMinutes(15));
    look(later);
    Callable<Integer> one = () -> taken(here, later);
    Callable<Integer> another = () -> taken(there, later);
    try (var lines = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 20).mapToObj(i -> lines.submit(i % 2 == 0 ? one : another)).toList();
      var sum = 0;
      for (var taken : all) {
        sum += taken.get();
      }
      assertThat(sum).isEqualTo(1);
    }
  }

  @Test
  void aProbeThatArrivesLetsTheDomainFlowAgain() {
    here.refused(domain, ANSWER, NOW);
    var later = NOW.plus(Duration.ofMinutes(15));
    var probe = choose(here, later);
    assertThat(probe.taken()).hasSize(1);
    assertThat(here.shut(probe, domain, later)).isEmpty();
    here.accepted(domain);
    here.over(probe, probe.taken().size(), later);
    assertThat(taken(here, later)).isEqualTo(16);
    look(later);
    assertThat(taken(there, later)).isEqualTo(16);
    assertThat(states.all()).noneMatch(state -> state.domain().equals(domain));
  }

  @Test
  void aProbeThatIsRefusedPausesForLongerUpToABound() {
    here.refused(domain, ANSWER, NOW);
    var at = NOW;
    for (var minutes : List.of(15, 30, 60, 120, 240, 240, 240)) {
      assertThat(state().until()).isEqualTo(at.plus(Duration.ofMinutes(minutes)));
      at = state().until();
      var probe = choose(here, at);
      assertThat(probe.taken()).hasSize(1);
      here.refused(domain, ANSWER, at);
      here.over(probe, probe.taken().size(), at);
      assertThat(taken(here, at)).isZero();
    }
    assertThat(state().refusals()).isEqualTo(8);
  }

  @Test
  void aProbeThatTellsNothingIsFollowedByAnother() {
    here.refused(domain, ANSWER, NOW);
    var later = NOW.plus(Duration.ofMinutes(15));
    var probe = choose(here, later);
    here.over(probe, probe.taken().size(), later);
    look(later);
    assertThat(taken(there, later)).isZero();
    assertThat(taken(there, later.plusSeconds(60))).isEqualTo(1);
  }

  @Test
  void aProbeWhoseNodeDiedIsFollowedByAnother() {
    here.refused(domain, ANSWER, NOW);
    var later = NOW.plus(Duration.ofMinutes(15));
    assertThat(taken(here, later)).isEqualTo(1);
    look(later);
    assertThat(taken(there, later.plus(Duration.ofMinutes(9)))).isZero();
    assertThat(taken(there, later.plus(Duration.ofMinutes(10)))).isEqualTo(1);
  }

  @Test
  void aDomainThatAsksForLessRestsAndThenGetsMoreStepByStep() {
    here.slowed(domain, "421 4.7.0 slow down", NOW);
    assertThat(taken(here, NOW.plusSeconds(59))).isZero();
    var flows = NOW.plusSeconds(60);
    look(flows);
    assertThat(second(flows)).isEqualTo(1);
    assertThat(second(flows.plusSeconds(61))).isEqualTo(2);
    assertThat(second(flows.plusSeconds(3 * 60 + 1))).isEqualTo(8);
    assertThat(taken(here, flows.plusSeconds(8 * 60))).isEqualTo(16);
    assertThat(taken(there, flows.plusSeconds(8 * 60))).isEqualTo(16);
    here.tell(flows.plusSeconds(8 * 60));
    assertThat(states.all()).noneMatch(state -> state.domain().equals(domain));
  }

  @Test
  void aDomainThatAsksAgainRestsForLonger() {
    here.slowed(domain, "421 4.7.0 slow down", NOW);
    here.slowed(domain, "421 4.7.0 slow down", NOW.plusSeconds(1));
    assertThat(state().until()).isEqualTo(NOW.plusSeconds(60));
    var at = state().until();
    for (var minutes : List.of(2, 4, 8, 15, 15)) {
      here.slowed(domain, "421 4.7.0 slow down", at);
      assertThat(state().until()).isEqualTo(at.plus(Duration.ofMinutes(minutes)));
      at = state().until();
    }
  }

  @Test
  void aPausedDomainThatNobodyMailsIsForgottenInTheEnd() {
    here.refused(domain, ANSWER, NOW);
    var over = state().until();
    here.tell(over.plus(Duration.ofHours(47)));
    assertThat(state().reason()).isEqualTo(ANSWER);
    here.tell(over.plus(Duration.ofDays(2)));
    assertThat(states.all()).noneMatch(state -> state.domain().equals(domain));
    look(over.plus(Duration.ofDays(2)));
    assertThat(taken(there, over.plus(Duration.ofDays(2)))).isEqualTo(16);
  }

  @Test
  void tellsOfAPauseOnceWithDomainCountAndText(CapturedOutput output) {
    here.refused(domain, ANSWER, NOW);
    here.refused(domain, ANSWER, NOW);
    there.refused(domain, "550 5.7.1 nor this", NOW);
    there.tell(NOW);
    here.tell(NOW);
    assertThat(output.toString().lines().filter(line -> line.contains(domain + " refuses")))
        .singleElement()
        .asString()
        .contains("WARN", "(3 messages)", "550 5.7.1 nor this", "2026-11-23T08:15:00Z");
  }

  @Test
  void tellsOfManyDomainsInFewLines(CapturedOutput output) {
    there.tell(NOW);
    var before = output.toString().lines().count();
    IntStream.range(0, 30).forEach(i -> here.refused(i + "." + domain, ANSWER, NOW));
    here.tell(NOW);
    assertThat(output.toString().lines().skip(before).filter(line -> line.contains("our mail")))
        .hasSize(4);
    assertThat(output).contains("27 more domains refuse our mail (27 messages)");
  }

  @Test
  void aPersonLetsADomainHaveMailAgain() {
    here.refused(domain, ANSWER, NOW);
    assertThat(freed(1)).isFalse();
    assertThat(states.resume(domain)).isTrue();
    assertThat(states.resume(domain)).isFalse();
    assertThat(freed(2)).isTrue();
    assertThat(taken(here, NOW)).isEqualTo(16);
    // A line may have put rows off between the two looks.
    assertThat(freed(3)).isTrue();
    assertThat(freed(4)).isFalse();

    here.refused(domain, ANSWER, NOW);
    states.resume(domain);
    assertThat(freed(DomainStates.FIRST_PAUSE.toSeconds())).as("its time was over").isFalse();
  }

  private boolean freed(long seconds) {
    return here.look(() -> Share.ALONE, List::of, NOW.plusSeconds(seconds));
  }

  private int second(Instant at) {
    var sum = 0;
    for (var i = 0; i < 20; i++) {
      sum += taken(i % 2 == 0 ? here : there, at);
    }
    return sum;
  }

  private void look(Instant now) {
    here.look(() -> Share.ALONE, List::of, now);
    there.look(() -> Share.ALONE, List::of, now);
  }

  private DomainState state() {
    return states.all().stream()
        .filter(state -> state.domain().equals(domain))
        .findFirst()
        .orElseThrow();
  }

  private int taken(Pace pace, Instant now) {
    return choose(pace, now).taken().size();
  }

  private Choice<String> choose(Pace pace, Instant now) {
    return pace.choose(rows, PaceTests::domain, 16, "relay:25", now);
  }
}
