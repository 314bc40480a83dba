package org.courant.smtp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One relay: how many connections to it are open, and whether it works. A relay that fails rests,
/// for longer each time; then one connection tries it, and the others come back once it has worked.
final class RelayLine {
  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final String name;
  private final int most;
  private final int weight;
  private final Clock clock;
  private int open;
  private long accepted;
  private int failures;
  private boolean tried;
  private @Nullable Instant restsUntil;
  private @Nullable String problem;

  RelayLine(String name, int most, int weight, Clock clock) {
    this.name = name;
    this.most = most;
    this.weight = weight;
    this.clock = clock;
  }

  String name() {
    return name;
  }

  int most() {
    return most;
  }

  int weight() {
    return weight;
  }

  /// How much of its share is in use: the least used comes next.
  synchronized double load() {
    return (open + 1.0) / weight;
  }

  /// A place for a connection, if one is to be had.
  synchronized boolean take(Instant now) {
    if (open >= most || (failures > 0 && (tried || resting(now)))) {
      return false;
    }
    tried = failures > 0;
    open++;
    return true;
  }

  synchronized void release() {
    open--;
    if (open == 0) {
      tried = false;
    }
  }

  /// What a message's answer tells of the relay. A connection that ends after some messages is the
  /// relay's right; one that ends before its first message had an answer is of no use.
  void answered(Answer answer, boolean first) {
    switch (answer) {
      case Answer.Accepted _ -> worked(1);
      case Answer.Unsendable _ -> {}
      case Answer.Lost(_, var text) -> {
        if (first) {
          failed(text);
        }
      }
      case Answer.Refused(var stage, var code, _, var text) -> {
        if (code != 421 && stage != Stage.MAIL) {
          worked(0);
        } else if (first && code == 421) {
          failed(text);
        }
      }
    }
  }

  private synchronized void worked(int messages) {
    accepted += messages;
    failures = 0;
    tried = false;
    restsUntil = null;
    problem = null;
  }

  /// True when the relay was well until now. Connections that fail together count as one failure.
  synchronized boolean failed(String why) {
    var now = clock.instant();
    problem = why;
    if (failures > 0 && resting(now)) {
      return false;
    }
    var rest = FIRST_REST.multipliedBy(1L << Math.min(failures, 10));
    restsUntil = now.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
    failures++;
    tried = false;
    return failures == 1;
  }

  private boolean resting(Instant now) {
    return restsUntil != null && now.isBefore(restsUntil);
  }

  /// How long it is no use to ask for a place.
  synchronized Duration rest(Instant now) {
    return restsUntil != null && resting(now) ? Duration.between(now, restsUntil) : Duration.ZERO;
  }

  /// Why there is no place.
  synchronized Denial denial(Instant now) {
    if (failures == 0) {
      return new Denial(name + " has all its connections in use", Duration.ZERO, true);
    }
    var why =
        resting(now)
            ? "%s: %s; it is tried again at %s".formatted(name, problem, restsUntil)
            : "%s: %s; it is being tried again".formatted(name, problem);
    return new Denial(why, rest(now), false);
  }

  synchronized RelayHealth health(Instant now) {
    var state = RelayHealth.State.UP;
    if (failures > 0) {
      state = resting(now) ? RelayHealth.State.RESTING : RelayHealth.State.TRIED;
    }
    return new RelayHealth(name, state, open, most, accepted, failures, restsUntil, problem);
  }
}
