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

  /// Adds up what relays said lately, and judges by it.
  void judge() {
    breaker.look();
  }

  /// Each statement stands alone, and any node may run it at any time.
  void run(Instant now) {
    tell();
    tell(
        claims.abandon(), "Made UNCERTAIN, because their process ended while they were in transit");
    tell(claims.lapse(now), "Blocks that are handed out again, because their claim lapsed");
    blocks.cancelLeft(now);
    tell(blocks.expire(now), "Given up, because their mailing's useful life is over");
    tell(blocks.expireSingle(now), "Given up, because a single mail would come too late");
    states.reopen();
    states.finish(now);
    past.fold(now);
  }

  private static void tell(int rows, String what) {
    if (rows > 0) {
      log.warn("{}: {}", what, rows);
    }
  }
}
