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
    /// The relay refuses our own address: too many of these stop the mailing.
    SENDER,
    /// The connection or the relay is at fault: nothing is known of this reader.
    CONNECTION,
    /// We could not make the message: too many of these stop the mailing.
    UNMADE
  }

  private static final Set<String> HARD =
      Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");

  /// RFC 7504 for 556: the domain takes no mail.
  private static final Set<Integer> HARD_TO_RCPT = Set.of(550, 551, 553, 556);

  /// The command or its form, said without a code of RFC 3463.
  private static final Set<Integer> PROTOCOL = Set.of(500, 501, 502, 503, 504, 555);

  /// We are not signed in, or not by TLS (RFC 4954 section 6, RFC 3207 section 4).
  private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);

  /// Address or reader cannot have UTF-8 (RFC 6531), or only a smaller message: neither the message
  /// nor the mailbox is to blame.
  private static final Set<String> THIS_ONE = Set.of("5.2.3", "5.6.7", "5.6.8", "5.6.9", "5.6.10");

  /// What we could not make waits, longer each time. The reason stands in logs, so it names no
  /// reader.
  static Verdict unmade(RuntimeException problem) {
    var told =
        String.valueOf(problem.getMessage()).lines().findFirst().filter(why -> !why.contains("@"));
    var why = told.orElse(problem.getClass().getSimpleName());
    return new Verdict(DEFERRED, Besides.UNMADE, "could not be made: " + why);
  }

  /// RFC 5321 section 4.2, RFC 3463; RFC 7505 for 5.1.10.
  static Verdict of(Answer answer) {
    return switch (answer) {
      case Answer.Accepted(var reply) -> new Verdict(SENT, Besides.NOTHING, reply);
      case Answer.Lost(var stage, var text) when stage == Stage.FINAL_DOT ->
          new Verdict(UNCERTAIN, Besides.CONNECTION, "no answer after the final dot: " + text);
      case Answer.Lost(var stage, var text) ->
          new Verdict(DEFERRED, Besides.CONNECTION, "connection lost at " + stage + ": " + text);
      case Answer.Unsendable(var status, var text) ->
          new Verdict(FAILED, enhanced(status, Stage.MAIL), status + " " + text);
      case Answer.Refused refused when refused.code() < 400 ->
          new Verdict(DEFERRED, Besides.CONNECTION, refused.text());
      case Answer.Refused refused when refused.code() < 500 || status(refused).startsWith("4.") ->
          new Verdict(DEFERRED, transitory(refused), refused.text());
      case Answer.Refused refused -> {
        var besides = refused.stage() == Stage.MAIL ? sender(refused) : permanent(refused);
        yield new Verdict(waits(besides) ? DEFERRED : FAILED, besides, refused.text());
      }
    };
  }

  /// What is about us harms no reader.
  private static boolean waits(Besides besides) {
    return switch (besides) {
      case PAUSE_DOMAIN, SENDER, CONNECTION, SLOW_DOMAIN, UNMADE -> true;
      case NOTHING, SUPPRESS, SOFT, CONTENT -> false;
    };
  }

  /// Before a reader is named, the relay has trouble of its own, unless our address is the trouble.
  private static Besides transitory(Answer.Refused refused) {
    var subject = status(refused).replaceFirst("^\\d", "");
    if (refused.stage() == Stage.MAIL) {
      return subject.startsWith(".1.") && refused.code() != 421
          ? Besides.NOTHING
          : Besides.CONNECTION;
    }
    var slow = refused.code() == 421 || subject.startsWith(".7.");
    return slow ? Besides.SLOW_DOMAIN : Besides.NOTHING;
  }

  /// The relay takes no mail from this sender, or from us, or not this much; no reader has been
  /// named yet.
  private static Besides sender(Answer.Refused refused) {
    var status = status(refused);
    if (status.equals("5.3.4") || status.startsWith("5.6.")) {
      return enhanced(status, Stage.MAIL);
    }
    if (status.isEmpty() && refused.code() == 552) {
      return Besides.CONTENT; // RFC 1870 section 6.1
    }
    var signIn = status.matches("5\\.7\\.([089]|1[0-4])");
    var ours =
        status.startsWith("5.1.")
            || status.startsWith("5.7.")
            || (status.isEmpty() && !PROTOCOL.contains(refused.code()));
    return ours && !signIn && !SIGN_IN.contains(refused.code())
        ? Besides.SENDER
        : Besides.CONNECTION;
  }

  private static Besides permanent(Answer.Refused refused) {
    var status = status(refused);
    return status.isEmpty() ? bare(refused) : enhanced(status, refused.stage());
  }

  private static Besides enhanced(String status, Stage stage) {
    if (HARD.contains(status)) {
      return Besides.SUPPRESS;
    }
    if (THIS_ONE.contains(status)) {
      return Besides.NOTHING;
    }
    if (status.equals("5.1.7") || status.equals("5.1.8")) {
      return Besides.PAUSE_DOMAIN;
    }
    if (status.startsWith("5.1.") || status.startsWith("5.2.")) {
      return Besides.SOFT;
    }
    if (status.equals("5.4.1") && stage == Stage.RCPT) {
      // Exchange Online says it of a mailbox that is not there.
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
    if (refused.code() == 552 && !afterData) {
      return Besides.SOFT;
    }
    if (refused.code() == 552 || PROTOCOL.contains(refused.code())) {
      return Besides.CONTENT;
    }
    return refused.code() == 554 && afterData ? Besides.CONTENT : Besides.PAUSE_DOMAIN;
  }

  /// The enhanced code; subject 0 says no more than the code itself, so it counts as none.
  private static String status(Answer.Refused refused) {
    var status = refused.enhanced();
    return status == null || status.startsWith("0.", 2) ? "" : status;
  }
}
