package org.courant.delivery;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.courant.node.Node;
import org.courant.smtp.RelayUnavailable;
import org.courant.smtp.Relays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This node's trouble with the relays: how long they are left alone after it, and what mailings do
/// when there is none to be had.
///
/// Mailings are held when no connection could be opened for a while, and go on when one can: a
/// relay that is there but takes nothing is tried again and again, and holds nothing.
final class Outage {
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /// Trouble that came back later than this is another.
  private static final long ANOTHER = TimeUnit.MINUTES.toNanos(5);

  /// Trouble that lasts, or comes and goes, is told this often.
  private static final long TOLD_EVERY = TimeUnit.MINUTES.toNanos(10);

  private static final Logger log = LoggerFactory.getLogger(Outage.class);

  private final MailingStates states;
  private final Relays relays;
  private final Duration relaysDown;
  private Duration pause = Duration.ZERO;
  private long pausedAt;
  private @Nullable Long toldAt;
  private @Nullable Long unreachedSince;
  private String last = "";

  /// @param relaysDown how long no connection can be opened before mailings are held
  Outage(MailingStates states, Relays relays, Duration relaysDown) {
    this.states = states;
    this.relays = relays;
    this.relaysDown = relaysDown;
  }

  /// Holds what could leave only through a relay when there is none, and lets it go when there is
  /// one.
  void begin() {
    // Limits may be other ones now.
    states.lookAgain();
    if (!relays.configured()) {
      hold();
      return;
    }
    var gone = states.relayed(true);
    if (gone > 0) {
      log.info("{} held mailings go on", gone);
    }
  }

  /// When no connection can be opened for a while this node tells the others; when it is so for all
  /// of them, mailings are held. From then on relays are asked as often as they are of use, and the
  /// mailings go when one answers. Where there are none, what a person let go is held again.
  ///
  /// @param wanted which relays may have mail now, by name
  void look(Node node, Predicate<String> wanted) {
    if (!relays.configured()) {
      hold();
      return;
    }
    var down = unreachedFor(relaysDown);
    try {
      node.cutOff(down);
    } catch (SQLException problem) {
      log.debug("That no relay answers cannot be told now: {}", problem.getMessage());
      return;
    }
    if (down) {
      cutOff();
    }
    if (!resting() && states.anyCutOff()) {
      ask(wanted);
    }
  }

  private void hold() {
    var held = states.relayed(false);
    if (held > 0) {
      log.warn("{} mailings are held, because no relay is configured: add one under relays", held);
    }
  }

  private void cutOff() {
    var held = states.cutOff(last());
    if (held > 0) {
      log.warn(
          "{} mailings are held until a relay answers, and then go on by themselves: {}",
          held,
          last());
    }
  }

  private void ask(Predicate<String> wanted) {
    try (var _ = relays.connect(wanted)) {
      fine();
      var gone = states.reached();
      if (gone > 0) {
        log.info("A relay answers again; {} held mailings go on", gone);
      }
    } catch (RelayUnavailable problem) {
      unreached(problem.rest(), String.valueOf(problem.getMessage()));
    }
  }

  /// A connection that broke, or took nothing: nothing leaves for a moment, and for longer if it
  /// happens again. True when an operator should hear of it.
  ///
  /// @param why in one line
  synchronized boolean trouble(String why) {
    return trouble(Duration.ZERO, why);
  }

  /// No connection can be opened: nothing leaves until the relays are of use again.
  ///
  /// @param rest how long the relays are of no use, as far as they know
  synchronized boolean unreached(Duration rest, String why) {
    if (resting()) {
      return false;
    }
    var before = pausedAt;
    var told = trouble(rest, why);
    if (unreachedSince == null || pausedAt - before > ANOTHER) {
      unreachedSince = pausedAt;
    }
    return told;
  }

  private boolean trouble(Duration rest, String why) {
    if (resting()) {
      return false;
    }
    var doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    var next = rest.isPositive() ? rest : doubled;
    pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    pausedAt = System.nanoTime();
    last = why;
    var told = toldAt != null && pausedAt - toldAt < TOLD_EVERY;
    toldAt = told ? toldAt : Long.valueOf(pausedAt);
    return !told;
  }

  /// A connection could be opened.
  synchronized void reached() {
    unreachedSince = null;
  }

  /// A relay answered a message: the trouble is over.
  synchronized void fine() {
    pause = Duration.ZERO;
    unreachedSince = null;
  }

  /// True when no connection could be opened between two failures that lie as far apart as this.
  synchronized boolean unreachedFor(Duration span) {
    return unreachedSince != null && pausedAt - unreachedSince >= span.toNanos();
  }

  /// True while the relays are left alone.
  synchronized boolean resting() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - pausedAt) < pause.toMillis();
  }

  private synchronized String last() {
    return last;
  }
}
