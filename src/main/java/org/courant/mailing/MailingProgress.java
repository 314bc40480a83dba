package org.courant.mailing;

import java.util.Map;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.MailingState;
import org.jspecify.annotations.Nullable;

/// How far one mailing is.
///
/// @param counts states with no row are absent; whoever is in no other state is pending
record MailingProgress(
    String name,
    MailingState state,
    @Nullable String reason,
    long frozen,
    Map<DeliveryState, Long> counts) {

  long count(DeliveryState state) {
    return counts.getOrDefault(state, 0L);
  }

  /// True when a row may still leave.
  boolean underWay() {
    return switch (state) {
      case SENDING, HELD, PAUSED -> true;
      case DRAFT, RENDERING, FINISHED, CANCELLED -> false;
    };
  }

  /// Rows whose first try is still to come, or that are in transit.
  long waiting() {
    return count(DeliveryState.PENDING) + count(DeliveryState.IN_TRANSIT);
  }

  /// Messages that had an end.
  long handled() {
    return count(DeliveryState.SENT) + count(DeliveryState.FAILED) + count(DeliveryState.UNCERTAIN);
  }

  /// The share of rows of which nothing is left to do, from 0 to 1.
  double done() {
    var left = waiting() + count(DeliveryState.DEFERRED);
    return frozen == 0 ? 1 : (double) (frozen - left) / frozen;
  }
}
