package org.courant.delivery;

import java.util.Map;
import java.util.stream.Collectors;

/// The recipients frozen for one mailing beside its rows counted by state.
///
/// @param counts states with no row are absent
public record Equation(
    String mailing, MailingState state, long frozen, Map<DeliveryState, Long> counts) {
  public long counted() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// True when every frozen recipient has a row in exactly one state.
  public boolean holds() {
    return frozen == counted();
  }

  public long count(DeliveryState state) {
    return counts.getOrDefault(state, 0L);
  }

  /// True when nothing waits, is claimed or is in transit; deferred rows are not counted here.
  public boolean settled() {
    return count(DeliveryState.PENDING)
            + count(DeliveryState.CLAIMED)
            + count(DeliveryState.IN_TRANSIT)
        == 0;
  }

  /// One line, such as `weekly-3 frozen 2005 = sent 2004 + uncertain 1`.
  public String line() {
    if (!holds()) {
      return "%s DOES NOT HOLD: frozen %d, but the rows are %d = %s"
          .formatted(mailing, frozen, counted(), terms());
    }
    return "%s frozen %d = %s".formatted(mailing, frozen, terms());
  }

  private String terms() {
    if (counts.isEmpty()) {
      return "0";
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey().word() + " " + e.getValue())
        .collect(Collectors.joining(" + "));
  }
}
