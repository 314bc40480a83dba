package org.courant.delivery;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.courant.smtp.Admission;
import org.courant.smtp.RelayUnavailable;
import org.courant.smtp.Relays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What a sender puts right from time to time: claims of the dead, mailings that are over.
@Component
class Upkeep {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  private final Claims claims;
  private final MailingStates states;
  private final Blocks blocks;
  private final Breaker breaker;
  private final Refusals refusals;
  private final PastDeliveries past;

  Upkeep(
      Claims claims,
      MailingStates states,
      Blocks blocks,
      Breaker breaker,
      Refusals refusals,
      PastDeliveries past) {
    this.claims = claims;
    this.states = states;
    this.blocks = blocks;
    this.breaker = breaker;
    this.refusals = refusals;
    this.past = past;
  }

  /// Writes down what relays refused lately.
  void tell() {
    refusals.tell(states::name);
  }

  /// Each statement stands alone, and any node may run it at any time.
  void run(Instant now) {
    tell();
    tell(
        claims.abandon(), "Made UNCERTAIN, because their process ended while they were in transit");
    tell(claims.lapse(now), "Pending again, because their claim lapsed");
    blocks.cancelLeft(now);
    tell(blocks.expire(now), "Given up, because their mailing's useful life is over");
    tell(blocks.expireSingle(now), "Given up, because a single mail would come too late");
    states.reopen();
    states.finish(now).forEach(name -> log.info("Mailing {} is finished", name));
    past.fold(now);
  }

  /// The mailings that go: what is remembered of others is forgotten.
  void under(List<MailingId> way) {
    breaker.retain(way);
  }

  /// When no relay has taken mail of this node for a while it tells the others; when it is so for
  /// all of them, mailings are held. From then on relays are asked as often as they are of use, and
  /// the mailings go when one has a connection for this node.
  void reach(Desk desk, Node node, Relays relays, Admission admission) {
    var down = desk.troubledFor(breaker.relaysDown());
    try {
      node.cutOff(down);
    } catch (SQLException problem) {
      log.debug("That no relay takes mail cannot be told now: {}", problem.getMessage());
      return;
    }
    if (down) {
      breaker.cutOff(desk.lastTrouble());
    }
    if (relays.configured() && !desk.resting() && breaker.waiting()) {
      ask(desk, relays, admission);
    }
  }

  private void ask(Desk desk, Relays relays, Admission admission) {
    try (var _ = relays.connect(admission)) {
      desk.fine();
      breaker.reached();
    } catch (RelayUnavailable problem) {
      if (!problem.busy()) {
        desk.trouble(problem.rest(), String.valueOf(problem.getMessage()));
      }
    }
  }

  /// Holds what could leave only through a relay when there is none, and lets it go when there is
  /// one.
  void begin(boolean configured) {
    // Limits may be other ones now.
    states.lookAgain();
    var changed = states.relayed(configured);
    if (changed > 0 && configured) {
      log.info("{} held mailings go on", changed);
    }
    if (changed > 0 && !configured) {
      log.warn(
          "{} mailings are held, because no relay is configured: add one under relays", changed);
    }
  }

  private static void tell(int rows, String what) {
    if (rows > 0) {
      log.warn("{}: {}", what, rows);
    }
  }
}
