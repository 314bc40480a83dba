package org.courant.delivery;

import java.util.Locale;
import java.util.Set;

/// Where one recipient's row stands. The order is that of the equation.
public enum DeliveryState {
  PENDING,
  CLAIMED,
  IN_TRANSIT,
  SENT,
  DEFERRED,
  FAILED,
  SUPPRESSED,
  UNCERTAIN,
  CANCELLED;

  /// True when a row may go from here to `next`. A claim that lapsed goes back to PENDING, a row
  /// past its mailing's useful life fails as expired, and only the claim's own owner may turn
  /// UNCERTAIN into DEFERRED or FAILED, because it alone knows the answer.
  boolean canBecome(DeliveryState next) {
    return switch (this) {
      case PENDING, DEFERRED -> Set.of(CLAIMED, SUPPRESSED, CANCELLED, FAILED).contains(next);
      case CLAIMED -> Set.of(IN_TRANSIT, PENDING, SUPPRESSED, CANCELLED).contains(next);
      case IN_TRANSIT -> Set.of(SENT, DEFERRED, FAILED, UNCERTAIN).contains(next);
      case UNCERTAIN -> Set.of(SENT, PENDING, DEFERRED, FAILED).contains(next);
      case SENT, FAILED, SUPPRESSED, CANCELLED -> false;
    };
  }

  /// The word of the equation, such as `in transit`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
