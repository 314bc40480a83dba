package org.courant.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.courant.message.MailingId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/// Stops a mailing by what this node hears of it: its content or sender is refused, too many of its
/// addresses do not exist, or too many of its messages are put off. A person looks and lets it go
/// on. What no relay takes waits by itself, and goes on by itself.
@Component
class Breaker {
  private static final int CONTENT_ERRORS = 10;
  private static final int CONTENT_SHARE = 5;
  private static final Logger log = LoggerFactory.getLogger(Breaker.class);

  /// @param breaker when a mailing stops itself
  @ConfigurationProperties("courant")
  @Validated
  record BreakerSettings(@DefaultValue Shares breaker) {}

  /// @param hardFailures how many of a hundred addresses may turn out not to exist
  /// @param hardFailuresAtLeast how many there must be before the share counts
  /// @param deferrals how many of a hundred first tries may be put off, of the recent ones
  /// @param deferralsOf how many first tries are recent
  /// @param relaysDown how long no relay may answer before mailings are held
  record Shares(
      @DefaultValue("5") int hardFailures,
      @DefaultValue("50") int hardFailuresAtLeast,
      @DefaultValue("50") int deferrals,
      @DefaultValue("500") int deferralsOf,
      @DefaultValue("2m") Duration relaysDown) {
    Shares {
      percent("hard-failures", hardFailures);
      percent("deferrals", deferrals);
      if (hardFailuresAtLeast < 1) {
        throw wrong("hard-failures-at-least", hardFailuresAtLeast + " is less than 1; use 50");
      }
      if (deferralsOf < 10 || deferralsOf > 100_000) {
        throw wrong("deferrals-of", deferralsOf + " is not between 10 and 100000; use 500");
      }
      if (relaysDown.isNegative()) {
        throw wrong("relays-down", relaysDown + " is negative; use 2m");
      }
    }

    private static void percent(String key, int share) {
      if (share < 1 || share > 100) {
        throw wrong(key, share + " is not between 1 and 100 of a hundred; 100 never stops");
      }
    }

    private static IllegalArgumentException wrong(String key, String what) {
      return new IllegalArgumentException("Setting breaker.%s: %s.".formatted(key, what));
    }
  }

  private final MailingStates states;
  private final Shares shares;
  private final Map<MailingId, Tally> tallies = new ConcurrentHashMap<>();

  Breaker(MailingStates states, BreakerSettings settings) {
    this.states = states;
    this.shares = settings.breaker();
  }

  Duration relaysDown() {
    return shares.relaysDown();
  }

  /// Counts one answer.
  void note(Recipient row, Verdict verdict) {
    tallies
        .computeIfAbsent(row.mailing(), _ -> new Tally(shares.deferralsOf()))
        .note(verdict, row.attempts() == 0, shares)
        .ifPresent(why -> stop(row.mailing(), why));
  }

  /// The answer at hand must be recorded whatever happens here; without the database the next
  /// refusal tries again.
  private void stop(MailingId mailing, Stop why) {
    try {
      var paused =
          why.whole()
              ? states.move(mailing, MailingState.PAUSED, why.reason())
              : states.pauseIssue(mailing, why.reason());
      tallies.remove(mailing);
      if (paused) {
        var name = states.name(mailing);
        log.warn(
            "{} pauses, because {}; look, then let it go on by mailing resume {}",
            name,
            why.reason(),
            name);
      }
    } catch (DataAccessException problem) {
      log.warn("A mailing that should pause cannot be stopped now: {}", problem.getMessage());
    }
  }

  /// No relay has taken mail of this node for a while: holds all mailings, unless another node
  /// reaches one.
  void cutOff(String why) {
    var held = states.cutOff(why);
    if (held > 0) {
      log.warn(
          "{} mailings are held until a relay takes mail, and then go on by themselves: {}",
          held,
          why);
    }
  }

  /// True when mailings wait for a relay.
  boolean waiting() {
    return states.anyCutOff();
  }

  /// A relay takes mail again.
  void reached() {
    var gone = states.reached();
    if (gone > 0) {
      log.info("A relay takes mail again; {} held mailings go on", gone);
    }
  }

  /// Forgets mailings that no longer go: who lets one go on begins anew.
  void retain(Collection<MailingId> under) {
    tallies.keySet().retainAll(under);
  }

  /// @param whole false when it concerns addresses: single mails go on
  private record Stop(String reason, boolean whole) {}

  /// What became of one mailing's messages here.
  private static final class Tally {
    private final boolean[] recent;
    private long answered;
    private long hard;
    private long refused;
    private long tries;
    private int deferred;

    Tally(int recent) {
      this.recent = new boolean[recent];
    }

    synchronized Optional<Stop> note(Verdict verdict, boolean first, Shares shares) {
      return switch (verdict.state()) {
        case SENT, FAILED -> answer(verdict, first, shares);
        case DEFERRED -> deferral(verdict, first, shares);
        case PENDING, CLAIMED, IN_TRANSIT, SUPPRESSED, UNCERTAIN, CANCELLED -> Optional.empty();
      };
    }

    private Optional<Stop> answer(Verdict verdict, boolean first, Shares shares) {
      answered++;
      push(first, false);
      return switch (verdict.besides()) {
        case CONTENT -> refusal("content", verdict);
        case SUPPRESS -> {
          hard++;
          yield hard >= shares.hardFailuresAtLeast()
                  && hard * 100 > shares.hardFailures() * answered
              ? stop("%d of %d addresses do not exist", hard, answered, verdict)
              : Optional.empty();
        }
        case NOTHING, SOFT, SLOW_DOMAIN, PAUSE_DOMAIN, SENDER, CONNECTION -> Optional.empty();
      };
    }

    private Optional<Stop> deferral(Verdict verdict, boolean first, Shares shares) {
      return switch (verdict.besides()) {
        case SENDER -> {
          answered++;
          yield refusal("sender", verdict);
        }
        case CONNECTION -> Optional.empty();
        case NOTHING, SUPPRESS, SOFT, CONTENT, SLOW_DOMAIN, PAUSE_DOMAIN -> {
          push(first, true);
          yield tries >= recent.length
                  && deferred * 100L > (long) shares.deferrals() * recent.length
              ? stop("%d of the last %d messages were put off", deferred, recent.length, verdict)
              : Optional.empty();
        }
      };
    }

    /// Only first tries: at the end nothing is left but what is put off again and again.
    private void push(boolean first, boolean putOff) {
      if (!first) {
        return;
      }
      var place = (int) (tries++ % recent.length);
      deferred += (putOff ? 1 : 0) - (recent[place] ? 1 : 0);
      recent[place] = putOff;
    }

    private Optional<Stop> refusal(String what, Verdict verdict) {
      refused++;
      return refused >= CONTENT_ERRORS && refused * 100 > CONTENT_SHARE * answered
          ? Optional.of(new Stop("its " + what + " is refused: " + verdict.answer(), true))
          : Optional.empty();
    }

    private static Optional<Stop> stop(String form, long some, long of, Verdict verdict) {
      return Optional.of(
          new Stop(form.formatted(some, of) + "; the last answer: " + verdict.answer(), false));
    }
  }
}
