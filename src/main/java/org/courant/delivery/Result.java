package org.courant.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to be recorded of one row in transit.
///
/// @param mark the number of the row's mark that this belongs to
/// @param due when a deferred row is tried again
/// @param attempted false when the row's message was never begun
/// @param besides what the answer means for the address
record Result(
    long id,
    int mark,
    DeliveryState state,
    String answer,
    @Nullable Instant due,
    boolean attempted,
    Verdict.Besides besides) {
  Result {
    if (!DeliveryState.IN_TRANSIT.canBecome(state)) {
      throw new IllegalArgumentException("a row in transit cannot become " + state);
    }
  }

  /// A row that was marked, but whose message never left.
  static Result unsent(Recipient row, String why, Instant due) {
    return of(row, DeliveryState.DEFERRED, why, due, false, Verdict.Besides.NOTHING);
  }

  /// What became of a row after its next mark.
  static Result of(
      Recipient row,
      DeliveryState state,
      String answer,
      @Nullable Instant due,
      boolean attempted,
      Verdict.Besides besides) {
    return new Result(row.id(), row.marks() + 1, state, answer, due, attempted, besides);
  }
}
