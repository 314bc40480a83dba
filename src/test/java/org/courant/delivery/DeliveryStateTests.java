package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.delivery.DeliveryState.CANCELLED;
import static org.courant.delivery.DeliveryState.CLAIMED;
import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.IN_TRANSIT;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.SUPPRESSED;
import static org.courant.delivery.DeliveryState.UNCERTAIN;

import java.util.Map;
import java.util.Set;
import org.courant.delivery.Equations.Equation;
import org.junit.jupiter.api.Test;

class DeliveryStateTests {
  private static final Map<DeliveryState, Set<DeliveryState>> NEXT =
      Map.of(
          PENDING, Set.of(CLAIMED, SUPPRESSED, CANCELLED, FAILED),
          CLAIMED, Set.of(IN_TRANSIT, PENDING, SUPPRESSED, CANCELLED),
          IN_TRANSIT, Set.of(SENT, DEFERRED, FAILED, UNCERTAIN),
          DEFERRED, Set.of(CLAIMED, SUPPRESSED, CANCELLED, FAILED),
          UNCERTAIN, Set.of(SENT, PENDING, DEFERRED, FAILED),
          SENT, Set.of(),
          FAILED, Set.of(),
          SUPPRESSED, Set.of(),
          CANCELLED, Set.of());

  @Test
  void goesNowhereButWhereItMay() {
    for (var from : DeliveryState.values()) {
      for (var to : DeliveryState.values()) {
        assertThat(from.canBecome(to))
            .as("%s -> %s", from, to)
            .isEqualTo(NEXT.getOrDefault(from, Set.of()).contains(to));
      }
    }
  }

  @Test
  void writesTheEquationWithoutZeroTerms() {
    var counts = Map.of(SENT, 2004L, UNCERTAIN, 1L);
    assertThat(new Equation("weekly-3", MailingState.FINISHED, 2005, counts).line())
        .isEqualTo("weekly-3 frozen 2005 = sent 2004 + uncertain 1");
    assertThat(new Equation("weekly-4", MailingState.SENDING, 2006, counts).line())
        .isEqualTo(
            "weekly-4 DOES NOT HOLD: frozen 2006, but the rows are 2005 = sent 2004 + uncertain 1");
    assertThat(new Equation("weekly-5", MailingState.FINISHED, 0, Map.of()).line())
        .isEqualTo("weekly-5 frozen 0 = 0");
  }
}
