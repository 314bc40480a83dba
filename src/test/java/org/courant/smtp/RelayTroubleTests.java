package org.courant.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.courant.smtp.RelaysForTests.send;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.courant.TestClock;
import org.courant.smtp.RelayHealth.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is taken for a relay's own trouble, and how it is found to be over.
class RelayTroubleTests {
  private final TestClock clock = new TestClock();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAIL | 452 4.3.1 Insufficient system storage | RESTING",
        "MAIL | 421 4.7.0 Too many connections | RESTING",
        "MAIL | 530 5.7.0 Authentication required | RESTING",
        "MAIL | 451 4.1.8 Sender address not found | UP",
        "MAIL | 550 5.7.1 Sender address rejected | UP",
        "MAIL | 552 5.3.4 Message too big | UP",
        "RCPT | 421 4.7.0 Too much for this domain | UP",
        "RCPT | 550 5.7.1 Not from you | UP",
        "FINAL_DOT | 421 4.3.2 Closing | UP",
      })
  void isBrokenWhenItRefusesBeforeItHeardOfAReader(Stage at, String says, State state)
      throws Exception {
    try (var relay = new ScriptedRelay((stage, _) -> stage == at ? says : null)) {
      var relays = RelaysForTests.of(clock, 9, relay.one());
      assertThat(send(relays)).isInstanceOf(Answer.Refused.class);
      assertThat(relays.health().getFirst().state()).isEqualTo(state);
    }
  }

  @Test
  void whoeverAsksForARelayThatIsBeingTriedIsOneTooMany() throws Exception {
    try (var relay = new ScriptedRelay((s, _) -> s == Stage.MAIL ? "452 4.3.1 full" : null)) {
      var relays = RelaysForTests.of(clock, 9, relay.one().connections(2));
      send(relays);
      assertThatThrownBy(relays::connect)
          .isInstanceOfSatisfying(
              RelayUnavailable.class,
              problem -> assertThat(problem).matches(p -> !p.busy() && !p.away()));
      clock.advance(Duration.ofSeconds(1));
      try (var _ = relays.connect()) {
        assertThatThrownBy(relays::connect)
            .isInstanceOfSatisfying(
                RelayUnavailable.class, problem -> assertThat(problem.busy()).isTrue());
      }
    }
    var gone = RelaysForTests.of(clock, 9, RelaysForTests.at(1));
    assertThatThrownBy(gone::connect)
        .isInstanceOfSatisfying(
            RelayUnavailable.class, problem -> assertThat(problem.away()).isTrue());
  }

  @Test
  void aRelayThatNoMailTriesAgainIsAsked() throws Exception {
    var greeting = new AtomicReference<@Nullable String>("421 4.3.2 not now");
    try (var relay =
        new ScriptedRelay((stage, _) -> stage == Stage.GREETING ? greeting.get() : null)) {
      var relays = RelaysForTests.of(clock, 9, relay.one());
      assertThatThrownBy(relays::connect).isInstanceOf(RelayUnavailable.class);
      greeting.set(null);
      clock.advance(Duration.ofMinutes(2));
      relays.askForgotten(Admission.FREE);
      assertThat(relays.health().getFirst().failures()).as("mail may come").isEqualTo(1);
      clock.advance(Duration.ofMinutes(1));
      greeting.set("421 4.3.2 not yet");
      relays.askForgotten(Admission.FREE);
      assertThat(relays.health().getFirst()).matches(h -> h.failures() == 2 && h.open() == 0);
      greeting.set(null);
      clock.advance(Duration.ofMinutes(3));
      relays.askForgotten(Admission.FREE);
      assertThat(relays.health().getFirst()).matches(h -> h.state() == State.UP && h.open() == 0);
      assertThat(relay.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }
  }
}
