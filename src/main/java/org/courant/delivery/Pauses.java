package org.courant.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.courant.message.MailingId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// What this node gives a rest: domains that refuse us or ask for less, and mailings whose content
/// or sender is refused too often.
@Component
class Pauses {
  /// The mailing is paused when at least this many, and more than one in twenty, are refused for
  /// its content or sender.
  private static final int CONTENT_ERRORS = 10;

  private static final int CONTENT_SHARE = 20;
  private static final Logger log = LoggerFactory.getLogger(Pauses.class);

  private record Tally(long sent, long refused) {
    boolean tooMany() {
      return refused >= CONTENT_ERRORS && refused * CONTENT_SHARE > sent + refused;
    }
  }

  private final Map<String, Instant> domains = new ConcurrentHashMap<>();
  private final Map<MailingId, Tally> tallies = new ConcurrentHashMap<>();
  private final MailingStates states;

  Pauses(MailingStates states) {
    this.states = states;
  }

  /// Until when nothing goes to this domain, if it is paused.
  Optional<Instant> until(String domain, Instant now) {
    var until = domains.get(domain);
    if (until != null && !until.isAfter(now)) {
      domains.remove(domain, until);
      return Optional.empty();
    }
    return Optional.ofNullable(until);
  }

  void pause(String domain, Duration rest, Instant now) {
    domains.put(domain, now.plus(rest));
  }

  void sent(MailingId mailing) {
    tallies.merge(mailing, new Tally(1, 0), (a, _) -> new Tally(a.sent() + 1, a.refused()));
  }

  /// @param what of the mailing is refused: its content, or its sender
  void refused(MailingId mailing, String what, String why) {
    var tally =
        tallies.merge(mailing, new Tally(0, 1), (a, _) -> new Tally(a.sent(), a.refused() + 1));
    if (tally.tooMany()) {
      stop(mailing, what, why);
    }
  }

  /// The answer at hand must be recorded whatever happens here; without the database the next
  /// refusal tries again.
  private void stop(MailingId mailing, String what, String why) {
    try {
      if (states.move(mailing, MailingState.PAUSED, "its " + what + " is refused: " + why)) {
        tallies.remove(mailing);
        var name = states.name(mailing);
        log.warn(
            "{} pauses, because its {} is refused: {}; look, then let it go on by mailing resume {}",
            name,
            what,
            why,
            name);
      }
    } catch (DataAccessException problem) {
      log.warn("A mailing that should pause cannot be stopped now: {}", problem.getMessage());
    }
  }

  /// Forgets what is over, so that a node that runs for years does not grow.
  void forget(Instant now) {
    domains.values().removeIf(until -> !until.isAfter(now));
    if (tallies.size() > 1_000) {
      tallies.clear();
    }
  }
}
