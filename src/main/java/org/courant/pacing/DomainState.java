package org.courant.pacing;

import java.time.Duration;
import java.time.Instant;

/// A recipient domain in trouble, as all nodes see it.
///
/// @param since when the trouble began
/// @param until until when it gets no mail; after that, one message tries, or it gets little
/// @param refusals how many messages it refused since
/// @param step how often in a row it was left alone for longer
/// @param reason its last answer
public record DomainState(
    String domain,
    Trouble trouble,
    Instant since,
    Instant until,
    long refusals,
    int step,
    String reason) {

  /// What kind of trouble.
  public enum Trouble {
    /// It refuses our mail.
    PAUSED,
    /// It refused our mail, and one message on its way finds out whether it still does.
    PROBING,
    /// It asks for less mail.
    SLOW
  }

  /// Its rate doubles this often, from one message a second on, until there is no limit.
  private static final Duration STEP = Duration.ofMinutes(1);

  private static final int STEPS = 8;

  /// True when nothing may leave for it, but perhaps a probe.
  boolean shut(Instant now) {
    return trouble != Trouble.SLOW || now.isBefore(until);
  }

  DomainState probed(Instant now) {
    return new DomainState(
        domain, Trouble.PROBING, since, now.plus(DomainStates.PROBE), refusals, step, reason);
  }

  /// Messages a second that a slow domain gets.
  long rate(Instant now) {
    return 1L << Math.max(0, Math.min(STEPS, Duration.between(until, now).dividedBy(STEP)));
  }

  /// True when it asked for less so long ago that it gets all again.
  boolean recovered(Instant now) {
    return trouble == Trouble.SLOW && !now.isBefore(until.plus(FULL));
  }

  /// How long a slow domain takes to be at its full rate again.
  static final Duration FULL = STEP.multipliedBy(STEPS);
}
