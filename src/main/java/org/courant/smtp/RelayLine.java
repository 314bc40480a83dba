package org.courant.smtp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
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
  private final Consumer<String> news;
  private int open;
  private long accepted;
  private int failures;
  private boolean tried;
  private @Nullable Instant restsUntil;
  private @Nullable String problem;
  private Denial.Kind kind = Denial.Kind.AWAY;

  /// @param news is told why a relay rests that was well until then
  RelayLine(String name, int most, int weight, Clock clock, Consumer<String> news) {
    this.name = name;
    this.most = most;
    this.weight = weight;
    this.clock = clock;
    this.news = news;
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

  /// What a message's answer tells of the relay. One that heard of the reader does its work,
  /// whatever it says of him. A connection that ends after some messages is the relay's right; one
  /// that ends, or takes nothing, before its first message had an answer is of no use.
  void answered(Answer answer, boolean first) {
    switch (answer) {
      case Answer.Accepted _ -> worked(1);
      case Answer.Unsendable _ -> {}
      case Answer.Lost(_, var text) -> refused(text, first);
      case Answer.Refused refused when refused.stage() != Stage.MAIL -> worked(0);
      case Answer.Refused refused when refused.ofRelay() -> refused(refused.text(), first);
      case Answer.Refused _ -> {}
    }
  }

  private void refused(String why, boolean first) {
    if (first) {
      failed(why, Denial.Kind.REFUSING);
    }
  }

  private synchronized void worked(int messages) {
    accepted += messages;
    failures = 0;
    tried = false;
    restsUntil = null;
    problem = null;
  }

  /// A connection was opened though nobody had a message for it: what was wrong is taken to be
  /// over.
  void there() {
    worked(0);
  }

  /// Connections that fail together count as one failure.
  synchronized void failed(String why, Denial.Kind how) {
    var now = clock.instant();
    problem = why;
    kind = how;
    if (failures > 0 && resting(now)) {
      return;
    }
    var rest = FIRST_REST.multipliedBy(1L << Math.min(failures, 10));
    restsUntil = now.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
    failures++;
    tried = false;
    if (failures == 1) {
      news.accept(name + ": " + why);
    }
  }

  private boolean resting(Instant now) {
    return restsUntil != null && now.isBefore(restsUntil);
  }

  /// How long it is no use to ask for a place.
  synchronized Duration rest(Instant now) {
    return restsUntil != null && resting(now) ? Duration.between(now, restsUntil) : Duration.ZERO;
  }

  /// Why there is no place. While another line has a connection, whoever asks is one too many.
  synchronized Denial denial(Instant now) {
    if (failures == 0) {
      var why = name + " has all its connections in use";
      return new Denial(why, Duration.ZERO, Denial.Kind.BUSY);
    }
    var why =
        resting(now)
            ? "%s: %s; it is tried again at %s".formatted(name, problem, restsUntil)
            : "%s: %s; it is being tried again".formatted(name, problem);
    return new Denial(why, rest(now), open > 0 ? Denial.Kind.BUSY : kind);
  }

  /// True when it failed, and nobody has tried it for so long after its rest: there is no mail.
  synchronized boolean forgotten(Instant now, Duration most) {
    return failures > 0 && open == 0 && restsUntil != null && now.isAfter(restsUntil.plus(most));
  }

  synchronized RelayHealth health(Instant now) {
    var state = RelayHealth.State.UP;
    if (failures > 0) {
      state = resting(now) ? RelayHealth.State.RESTING : RelayHealth.State.TRIED;
    }
    return new RelayHealth(name, state, open, most, accepted, failures, restsUntil, problem);
  }
}
