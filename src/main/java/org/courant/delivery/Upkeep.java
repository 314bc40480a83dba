package org.courant.delivery;

import java.time.Instant;
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
  private final Pauses pauses;
  private final Refusals refusals;
  private final PastDeliveries past;

  Upkeep(
      Claims claims,
      MailingStates states,
      Blocks blocks,
      Pauses pauses,
      Refusals refusals,
      PastDeliveries past) {
    this.claims = claims;
    this.states = states;
    this.blocks = blocks;
    this.pauses = pauses;
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
    states.reopen();
    states.finish().forEach(name -> log.info("Mailing {} is finished", name));
    past.fold(now);
    pauses.forget(now);
  }

  /// Holds what could leave only through a relay when there is none, and lets it go when there is
  /// one.
  void relayed(boolean configured) {
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
