package org.courant.delivery;

import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.UNCERTAIN;

import java.util.Set;
import org.courant.smtp.Answer;
import org.courant.smtp.Stage;

/// What a relay's answer means for the row and for what stands around it.
record Verdict(DeliveryState state, Besides besides, String answer) {
  enum Besides {
    NOTHING,
    /// The address does not exist: nobody mails it again.
    SUPPRESS,
    /// The mailbox's fault, but perhaps not for ever.
    SOFT,
    /// The message's fault: too many of these stop the mailing.
    CONTENT,
    /// The domain asks for less.
    SLOW_DOMAIN,
    /// The domain refuses us, not the reader.
    PAUSE_DOMAIN,
    /// The connection or the relay is at fault: nothing is known of this reader.
    CONNECTION
  }

  private static final Set<String> HARD =
      Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");
  private static final Set<Integer> HARD_TO_RCPT = Set.of(550, 551, 553);

  /// RFC 5321 section 4.2, RFC 3463; RFC 7505 for 5.1.10.
  static Verdict of(Answer answer) {
    return switch (answer) {
      case Answer.Accepted(var reply) -> new Verdict(SENT, Besides.NOTHING, reply);
      case Answer.Lost(var stage, var text) when stage == Stage.FINAL_DOT ->
          new Verdict(UNCERTAIN, Besides.CONNECTION, "no answer after the final dot: " + text);
      case Answer.Lost(var stage, var text) ->
          new Verdict(DEFERRED, Besides.CONNECTION, "connection lost at " + stage + ": " + text);
      case Answer.Refused refused when refused.code() >= 500 -> permanent(refused);
      case Answer.Refused refused when refused.code() >= 400 -> transitory(refused);
      case Answer.Refused refused -> new Verdict(DEFERRED, Besides.CONNECTION, refused.text());
    };
  }

  private static Verdict transitory(Answer.Refused refused) {
    var status = status(refused);
    var slow = refused.code() == 421 || status.startsWith("4.7.");
    return new Verdict(DEFERRED, slow ? Besides.SLOW_DOMAIN : Besides.NOTHING, refused.text());
  }

  private static Verdict permanent(Answer.Refused refused) {
    if (refused.stage() == Stage.MAIL && !status(refused).equals("5.3.4")) {
      // The relay will not take mail from us at all; no reader has been named yet.
      return new Verdict(DEFERRED, Besides.CONNECTION, refused.text());
    }
    var status = status(refused);
    var besides = status.isEmpty() ? bare(refused) : enhanced(status);
    return new Verdict(
        besides == Besides.PAUSE_DOMAIN ? DEFERRED : FAILED, besides, refused.text());
  }

  private static Besides enhanced(String status) {
    if (HARD.contains(status)) {
      return Besides.SUPPRESS;
    }
    if (status.equals("5.1.7") || status.equals("5.1.8")) {
      return Besides.PAUSE_DOMAIN;
    }
    if (status.startsWith("5.1.") || status.startsWith("5.2.")) {
      return Besides.SOFT;
    }
    if (status.equals("5.3.4") || status.startsWith("5.5.") || status.startsWith("5.6.")) {
      return Besides.CONTENT;
    }
    return Besides.PAUSE_DOMAIN;
  }

  private static Besides bare(Answer.Refused refused) {
    var afterData = refused.stage() == Stage.DATA || refused.stage() == Stage.FINAL_DOT;
    if (refused.stage() == Stage.RCPT && HARD_TO_RCPT.contains(refused.code())) {
      return Besides.SUPPRESS;
    }
    if (refused.code() == 552) {
      return afterData ? Besides.CONTENT : Besides.SOFT;
    }
    return refused.code() == 554 && afterData ? Besides.CONTENT : Besides.PAUSE_DOMAIN;
  }

  /// The enhanced code; `x.0.0` says no more than the code itself, so it counts as none.
  private static String status(Answer.Refused refused) {
    var status = refused.enhanced();
    return status == null || status.endsWith(".0.0") ? "" : status;
  }
}
