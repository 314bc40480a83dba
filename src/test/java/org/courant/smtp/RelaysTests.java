package org.courant.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.courant.smtp.RelaysForTests.ADA;
import static org.courant.smtp.RelaysForTests.MESSAGE;
import static org.courant.smtp.RelaysForTests.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.courant.TestClock;
import org.courant.smtp.RelayHealth.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Several relays, and how they fare.
class RelaysTests {
  private final TestClock clock = new TestClock();

  private static RelayHealth health(Relays relays, int index) {
    return relays.health().get(index);
  }

  private static class Switched implements ScriptedRelay.Script {
    final AtomicReference<String> greeting = new AtomicReference<>("");

    @Override
    public @Nullable String answer(Stage stage, String address) {
      var now = greeting.get();
      return stage == Stage.GREETING && !now.isEmpty() ? now : null;
    }
  }

  @ParameterizedTest
  @CsvSource({
    // limits, weights, expected connections
    "4, 0, 8, 0, 4, 8",
    "4, 1, 4, 1, 4, 4",
    "8, 3, 8, 1, 8, 2",
    "8, 9, 2, 1, 8, 1",
    "2, 1, 8, 4, 2, 8",
  })
  void spreadsConnectionsByWeight(
      int firstLimit, int firstWeight, int limit, int weight, int first, int second)
      throws Exception {
    try (var one = new ScriptedRelay((_, _) -> null);
        var two = new ScriptedRelay((_, _) -> null)) {
      var a = one.one().connections(firstLimit);
      var b = two.one().connections(limit);
      var relays =
          RelaysForTests.of(
              9, firstWeight == 0 ? a : a.weight(firstWeight), weight == 0 ? b : b.weight(weight));
      assertThat(relays.connections()).isEqualTo(first + second);
      var open = new ArrayList<SmtpConnection>();
      for (var i = relays.connections(); i > 0; i--) {
        open.add(relays.connect());
      }
      assertThat(one.connections()).isEqualTo(first);
      assertThat(two.connections()).isEqualTo(second);
      assertThat(health(relays, 0).open()).isEqualTo(first);
      open.forEach(SmtpConnection::close);
      assertThat(health(relays, 0).open()).isZero();
    }
  }

  @Test
  void letsOthersDoTheWorkOfARelayThatFails() throws Exception {
    var script = new Switched();
    script.greeting.set("421 4.3.2 not now");
    try (var failing = new ScriptedRelay(script);
        var well = new ScriptedRelay((_, _) -> null)) {
      var relays = RelaysForTests.of(clock, 9, failing.one().weight(9), well.one().weight(1));
      for (var i = 0; i < 5; i++) {
        assertThat(send(relays)).isInstanceOf(Answer.Accepted.class);
      }
      assertThat(failing.connections()).isEqualTo(1);
      assertThat(health(relays, 0).state()).isEqualTo(State.RESTING);
      assertThat(health(relays, 0).problem()).contains("421");
      assertThat(health(relays, 1)).matches(h -> h.state() == State.UP && h.accepted() == 5);
      script.greeting.set("");
      clock.advance(Duration.ofSeconds(1));
      assertThat(send(relays)).isInstanceOf(Answer.Accepted.class);
      assertThat(failing.accepted()).hasSize(1);
      assertThat(health(relays, 0)).matches(h -> h.state() == State.UP && h.problem() == null);
    }
  }

  @Test
  void restsLongerEachTimeAndSaysTillWhen() throws Exception {
    try (var failing =
        new ScriptedRelay((stage, _) -> stage == Stage.GREETING ? "554 5.3.2 no" : null)) {
      var relays = RelaysForTests.of(clock, 9, failing.one());
      for (var rest : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
        var now = clock.instant();
        assertThat(unavailable(relays)).isEqualTo(Duration.ofSeconds(rest));
        var tried = failing.connections();
        clock.set(now.plusSeconds(rest).minusMillis(1));
        assertThat(unavailable(relays)).isEqualTo(Duration.ofMillis(1));
        assertThat(failing.connections()).as("nobody asks a relay that rests").isEqualTo(tried);
        clock.set(now.plusSeconds(rest));
      }
    }
  }

  private static Duration unavailable(Relays relays) {
    try {
      relays.connect().close();
    } catch (RelayUnavailable problem) {
      assertThat(problem).hasMessageContaining("554 5.3.2 no");
      assertThat(problem.busy()).isFalse();
      return problem.rest();
    }
    throw new AssertionError("a relay was there");
  }

  @Test
  void triesARelayThatFailedWithOneConnection() throws Exception {
    var script = new Switched();
    script.greeting.set("554 no");
    try (var relay = new ScriptedRelay(script)) {
      var relays = RelaysForTests.of(clock, 9, relay.one().connections(5));
      assertThatThrownBy(relays::connect).isInstanceOf(RelayUnavailable.class);
      script.greeting.set("");
      clock.advance(Duration.ofMinutes(1));
      try (var probe = relays.connect()) {
        assertThat(health(relays, 0).state()).isEqualTo(State.TRIED);
        assertThatThrownBy(relays::connect)
            .isInstanceOf(RelayUnavailable.class)
            .hasMessageContaining("it is being tried again");
        assertThat(probe.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
        relays.connect().close();
        assertThat(health(relays, 0).state()).isEqualTo(State.UP);
      }
    }
  }

  @Test
  void takesARelayForBrokenThatAnswersNothingOnAFreshConnectionOnly() throws Exception {
    var seen = new AtomicReference<>(0);
    try (var relay =
        new ScriptedRelay(
            (stage, _) ->
                stage == Stage.MAIL && seen.updateAndGet(n -> n + 1) > 1
                    ? ScriptedRelay.DROP
                    : null)) {
      var relays = RelaysForTests.of(clock, 9, relay.one());
      try (var connection = relays.connect()) {
        assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
        assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Lost.class);
      }
      assertThat(health(relays, 0).state()).isEqualTo(State.UP);
      assertThat(send(relays)).isInstanceOf(Answer.Lost.class);
      assertThat(health(relays, 0).state()).isEqualTo(State.RESTING);
    }
  }

  @Test
  void countsConnectionsThatFailTogetherOnce() throws Exception {
    try (var relay = new ScriptedRelay((s, _) -> s == Stage.MAIL ? ScriptedRelay.DROP : null)) {
      var relays = RelaysForTests.of(clock, 9, relay.one().connections(4));
      var open = List.of(relays.connect(), relays.connect(), relays.connect());
      open.forEach(connection -> connection.send(ADA, MESSAGE));
      open.forEach(SmtpConnection::close);
      assertThat(health(relays, 0).failures()).isEqualTo(1);
      assertThat(health(relays, 0).restsUntil()).isEqualTo(clock.instant().plusSeconds(1));
    }
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void tellsAnOperatorOnceThatARelayRests(CapturedOutput output) throws Exception {
    try (var well = new ScriptedRelay((_, _) -> null)) {
      var relays = RelaysForTests.of(clock, 9, RelaysForTests.at(1).weight(9), well.one());
      for (var i = 0; i < 5; i++) {
        send(relays);
        clock.advance(Duration.ofMinutes(2));
      }
      assertThat(output.toString().lines())
          .filteredOn(line -> line.contains("127.0.0.1:1"))
          .singleElement()
          .asString()
          .contains("A relay rests, and the others do its work: 127.0.0.1:1: ");
    }
  }

  @Test
  void showsItsRelaysInTheServersHealth() throws Exception {
    try (var well = new ScriptedRelay((_, _) -> null)) {
      var down = RelaysForTests.at(1);
      var relays = RelaysForTests.of(clock, 9, down.weight(9), well.one());
      send(relays);
      var mixed = new RelaysHealthIndicator(relays).health();
      assertThat(mixed.getStatus()).isEqualTo(Status.UP);
      assertThat(String.valueOf(mixed.getDetails().get("127.0.0.1:1")))
          .contains("state=RESTING", "problem=", "restsUntil=");
      assertThat(String.valueOf(mixed.getDetails().get("127.0.0.1:" + well.port())))
          .isEqualTo("{state=UP, connections=0 of 1, accepted=1}");
    }
    var dead = RelaysForTests.of(clock, 9, RelaysForTests.at(1));
    assertThatThrownBy(dead::connect).isInstanceOf(RelayUnavailable.class);
    assertThat(new RelaysHealthIndicator(dead).health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(new RelaysHealthIndicator(RelaysForTests.none()).health().getStatus())
        .isEqualTo(Status.UNKNOWN);
  }
}
