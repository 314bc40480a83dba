package org.courant.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to be recorded of one row in transit.
///
/// @param due when a deferred row is tried again
/// @param attempted false when the row's message was never begun
/// @param besides what the answer means for the address
record Result(
    long id,
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
    return new Result(row.id(), DeliveryState.DEFERRED, why, due, false, Verdict.Besides.NOTHING);
  }

  /// A row whose message may or may not have left.
  static Result unknown(Recipient row, String why) {
    return new Result(row.id(), DeliveryState.UNCERTAIN, why, null, true, Verdict.Besides.NOTHING);
  }

  /// What became of a row that was tried.
  static Result of(
      Recipient row,
      DeliveryState state,
      String answer,
      @Nullable Instant due,
      Verdict.Besides besides) {
    return new Result(row.id(), state, answer, due, true, besides);
  }
}
