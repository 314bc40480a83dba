package org.courant.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.courant.dkim.DkimSigner;
import org.courant.message.Filling;
import org.courant.message.MailAddress;
import org.courant.pacing.Choice;
import org.courant.pacing.Pace;
import org.courant.pacing.Pacing;
import org.courant.smtp.Envelope;
import org.courant.smtp.SmtpConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Sends the message of one row in transit, and says what is to be recorded.
@Component
class Dispatch {
  private static final Logger log = LoggerFactory.getLogger(Dispatch.class);

  /// @param trouble what is wrong with the connection, if anything: others should not use it now
  record Outcome(Result result, @Nullable String trouble) {
    static Outcome of(Result result) {
      return new Outcome(result, null);
    }

    Outcome by(SmtpConnection connection) {
      return new Outcome(result.by(connection), trouble);
    }
  }

  private final Filling filling;
  private final DkimSigner signer;
  private final Pacing pacing;
  private final Breaker breaker;
  private final Refusals refusals;
  private final BackOff backOff;

  Dispatch(
      Filling filling,
      DkimSigner signer,
      Pacing pacing,
      Breaker breaker,
      Refusals refusals,
      DeliverySettings settings) {
    this.filling = filling;
    this.signer = signer;
    this.pacing = pacing;
    this.breaker = breaker;
    this.refusals = refusals;
    this.backOff = new BackOff(settings.delivery());
  }

  /// The pace of one node: nodes share what limits them.
  Pace pace() {
    return pacing.join();
  }

  /// @param choice the window that the row stands in
  Outcome send(
      Recipient to, SmtpConnection connection, Pace pace, Choice<Recipient> choice, Instant now) {
    Envelope envelope;
    byte[] message;
    try {
      var rest = pace.shut(choice, to.domain(), now);
      if (rest.isPresent()) {
        var due = backOff.shortlyAfter(rest.get(), to.id());
        return Outcome.of(Result.unsent(to, "mail to this domain waits", due));
      }
      var unusable = unusable(to.address());
      if (unusable.isPresent()) {
        return Outcome.of(failed(to, "the address cannot be used: " + unusable.get()));
      }
      var filled = filling.fill(to.addressee(), to.variant(), now);
      envelope = new Envelope(filled.from(), filled.to());
      message = signer.sign(filled.bytes(), now);
    } catch (RuntimeException problem) {
      return unmade(to, problem, pace, now);
    }
    return judged(to, Verdict.of(connection.send(envelope, message)), pace, now).by(connection);
  }

  private static Optional<String> unusable(String address) {
    try {
      MailAddress.parse(address);
      return Optional.empty();
    } catch (IllegalArgumentException problem) {
      return Optional.of(String.valueOf(problem.getMessage()));
    }
  }

  /// It is our fault, not the reader's. Without the database nobody knows whose: that ends by
  /// itself, and counts for nothing.
  private Outcome unmade(Recipient to, RuntimeException problem, Pace pace, Instant now) {
    log.debug("The message of delivery {} could not be made", to.id(), problem);
    var verdict = Verdict.unmade(problem);
    if (problem instanceof DataAccessException) {
      refusals.note(to.mailing(), to.domain(), verdict);
      var due = backOff.shortlyAfter(now.plus(backOff.settings().soon()), to.id());
      return Outcome.of(Result.unsent(to, verdict.answer(), due));
    }
    return judged(to, verdict, pace, now);
  }

  private static Result failed(Recipient to, String why) {
    return Result.of(to, DeliveryState.FAILED, why, null, Verdict.Besides.NOTHING);
  }

  private Outcome judged(Recipient to, Verdict verdict, Pace pace, Instant now) {
    var due =
        verdict.state() == DeliveryState.DEFERRED
            ? backOff.due(verdict.besides(), to.attempts(), to.id(), now)
            : null;
    var result = Result.of(to, verdict.state(), verdict.answer(), due, verdict.besides());
    try {
      tell(to, verdict, pace, now);
    } catch (RuntimeException problem) {
      // The answer is known, whatever becomes of those who should hear of it.
      log.warn("An answer was not heard by all: {}", problem.toString());
    }
    var trouble = verdict.besides() == Verdict.Besides.CONNECTION;
    return new Outcome(result, trouble ? verdict.answer() : null);
  }

  private void tell(Recipient to, Verdict verdict, Pace pace, Instant now) {
    if (verdict.state() == DeliveryState.SENT) {
      pace.accepted(to.domain());
    } else {
      refusals.note(to.mailing(), to.domain(), verdict);
    }
    switch (verdict.besides()) {
      case NOTHING, SUPPRESS, SOFT, CONTENT, SENDER, UNMADE -> {}
      case CONNECTION -> {
        return;
      }
      case SLOW_DOMAIN -> pace.slowed(to.domain(), verdict.answer(), now);
      case PAUSE_DOMAIN -> pace.refused(to.domain(), verdict.answer(), now);
    }
    breaker.note(to, verdict);
  }

  /// When a row that was put off is tried again: later after each try, and not all at one moment.
  record BackOff(DeliverySettings.Delivery settings) {
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final Duration SLOW = Duration.ofMinutes(2);
    private static final Duration REFUSED_DOMAIN = Duration.ofMinutes(20);

    /// @param attempts tries before this one
    /// @param row its id
    Instant due(Verdict.Besides besides, int attempts, long row, Instant now) {
      var first =
          switch (besides) {
            case CONNECTION -> settings.soon();
            case SLOW_DOMAIN -> SLOW;
            case PAUSE_DOMAIN -> REFUSED_DOMAIN;
            case NOTHING, SUPPRESS, SOFT, CONTENT, SENDER, UNMADE -> settings.retry();
          };
      var doubled = first.multipliedBy(1L << Math.min(attempts, 10));
      var wait = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
      return now.plus(wait).plus(spread(wait, row));
    }

    /// A little after a time for which many rows wait.
    Instant shortlyAfter(Instant time, long row) {
      return time.plus(spread(SLOW, row));
    }

    /// Up to a fifth, which depends on the row.
    private static Duration spread(Duration wait, long row) {
      var part = Math.floorMod((row * 0x9E3779B97F4A7C15L) >>> 33, 1_000L);
      return wait.multipliedBy(part).dividedBy(5_000);
    }
  }
}
