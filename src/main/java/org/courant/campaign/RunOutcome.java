package org.courant.campaign;

import java.time.Instant;

/// What became of one run of a campaign.
public record RunOutcome(Instant scheduledFor, Kind kind, String reason) {
  /// The ways a run can end.
  public enum Kind {
    SENT,
    SKIPPED,
    HELD,
    MISSED,
    FAILED,
    CANCELLED;

    /// The word people read.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
