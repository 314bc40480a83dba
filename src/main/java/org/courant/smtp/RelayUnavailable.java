package org.courant.smtp;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// No relay could be reached or would talk, or none may have more now; the message says which and
/// why, in one line.
public class RelayUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final Duration rest;
  private final boolean busy;
  private final boolean away;

  RelayUnavailable(List<Denial> denials) {
    super(
        denials.isEmpty()
            ? "no relay is configured"
            : denials.stream().map(Denial::why).collect(Collectors.joining("; ")));
    this.rest =
        denials.stream().map(Denial::rest).min(Comparator.naturalOrder()).orElse(Duration.ZERO);
    this.busy = denials.stream().anyMatch(denial -> denial.kind() == Denial.Kind.BUSY);
    this.away = denials.stream().allMatch(denial -> denial.kind() == Denial.Kind.AWAY);
  }

  /// How long it is no use to ask again; nothing when it is not known.
  public Duration rest() {
    return rest;
  }

  /// True when a relay works, and whoever asked is only one too many.
  public boolean busy() {
    return busy;
  }

  /// True when no relay is there at all.
  public boolean away() {
    return away;
  }
}
