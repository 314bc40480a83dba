package org.courant.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to be recorded of one row in transit.
///
/// @param due when a deferred row is tried again
/// @param attempted false when the row's message was never begun
record Result(
    long id,
    DeliveryState state,
    String answer,
    @Nullable Instant due,
    boolean attempted,
    boolean suppress) {
  Result {
    if (!DeliveryState.IN_TRANSIT.canBecome(state)) {
      throw new IllegalArgumentException("a row in transit cannot become " + state);
    }
  }

  /// A row that was marked, but whose message never left.
  static Result unsent(long id, String why, Instant due) {
    return new Result(id, DeliveryState.DEFERRED, why, due, false, false);
  }
}
