package org.courant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The judge of a run: what breaks the promise is told, and nothing else.
class OutcomeTests {
  private static final Plan PLAN =
      new Plan(1, 2, 1, 1, false, Duration.ZERO, Duration.ofMinutes(1));

  @Test
  void acceptsOneMessageForEachSentRowAndAtMostOneForARowInDoubt() {
    assertThat(broken("UNCERTAIN", Map.of("a@x", 1))).isEmpty();
    assertThat(broken("UNCERTAIN", Map.of("a@x", 1, "b@x", 1))).isEmpty();
    assertThat(broken("SENT", Map.of("a@x", 1, "b@x", 1))).isEmpty();
  }

  @Test
  void tellsWhoWasLostAndWhoWasMailedTwice() {
    assertThat(broken("SENT", Map.of("a@x", 1))).containsExactly("b@x is SENT and has 0 messages");
    assertThat(broken("SENT", Map.of("a@x", 2, "b@x", 1)))
        .containsExactly("a@x is SENT and has 2 messages");
    assertThat(broken("UNCERTAIN", Map.of("a@x", 1, "b@x", 2)))
        .containsExactly("b@x is UNCERTAIN and has 2 messages");
    assertThat(broken("DEFERRED", Map.of("a@x", 1)))
        .containsExactly("b@x is DEFERRED and has 0 messages");
    assertThat(broken("SENT", Map.of("a@x", 1, "b@x", 1, "c@x", 1)))
        .containsExactly("c@x has a message, but no row");
  }

  @Test
  void tellsARunThatWasTooKind() {
    var rows = Map.of("a@x", "SENT", "b@x", "SENT");
    var had = Map.of("a@x", 1, "b@x", 1);
    assertThat(outcome(rows, had, 0, "frozen 2 = sent 2", true).broken())
        .containsExactly("only 0 of 1 kills came while it was sent");
    assertThat(outcome(rows, had, 1, "frozen 2 = sent 2", false).broken())
        .containsExactly("the equation does not hold: frozen 2 = sent 2");
    assertThat(outcome(Map.of("a@x", "SENT"), Map.of("a@x", 1), 1, "frozen 2 = sent 1", true))
        .extracting(Outcome::broken)
        .isEqualTo(List.of("2 readers, but 1 rows"));
  }

  /// What is broken when the second of two readers has this state, and the sink this record.
  private static List<String> broken(String state, Map<String, Integer> receipts) {
    var rows = Map.of("a@x", "SENT", "b@x", state);
    return outcome(rows, receipts, 1, "frozen 2 = so many", true).broken();
  }

  private static Outcome outcome(
      Map<String, String> rows,
      Map<String, Integer> receipts,
      int kills,
      String verified,
      boolean holds) {
    return new Outcome(
        PLAN, rows, receipts, Map.of(), kills, verified, holds, List.of(), List.of());
  }
}
