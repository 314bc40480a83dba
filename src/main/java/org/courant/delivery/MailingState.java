package org.courant.delivery;

import java.util.Set;

/// Where a mailing stands. Only SENDING lets a row leave.
public enum MailingState {
  DRAFT,
  RENDERING,
  SENDING,
  /// Waits for something outside: no relay is configured, or none answers.
  HELD,
  /// Stopped by a person, or by too many refusals, failures or deferrals; a person looks.
  PAUSED,
  FINISHED,
  CANCELLED;

  boolean canBecome(MailingState next) {
    return switch (this) {
      case DRAFT -> next == RENDERING || next == CANCELLED;
      case RENDERING -> Set.of(SENDING, HELD, FINISHED, CANCELLED).contains(next);
      case SENDING -> Set.of(HELD, PAUSED, FINISHED, CANCELLED).contains(next);
      case HELD, PAUSED -> Set.of(SENDING, FINISHED, CANCELLED).contains(next);
      case FINISHED -> next == SENDING;
      case CANCELLED -> false;
    };
  }
}
