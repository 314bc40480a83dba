package org.courant.delivery;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.courant.message.MailingId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Tells an operator what relays refused and what could not be made: a line for each mailing and
/// kind of refusal every few seconds, however many readers it met.
@Component
class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final int NAMED = 3;
  private static final Set<Verdict.Besides> TOLD_BY_THE_DESK =
      EnumSet.of(Verdict.Besides.CONNECTION);

  private record Kind(MailingId mailing, DeliveryState state, Verdict.Besides besides) {}

  private record Tally(long count, Set<String> domains, String last) {
    Tally and(String domain, String answer) {
      if (domains.size() <= NAMED) {
        domains.add(domain);
      }
      return new Tally(count + 1, domains, answer);
    }

    String where() {
      var named = String.join(", ", domains.stream().limit(NAMED).toList());
      return domains.size() > NAMED ? named + " and others" : named;
    }
  }

  private final Map<Kind, Tally> tallies = new LinkedHashMap<>();

  /// Counts one answer; a mail that was sent is none of its business.
  synchronized void note(MailingId mailing, String domain, Verdict verdict) {
    var known = verdict.state() == DeliveryState.UNCERTAIN;
    if (verdict.state() == DeliveryState.SENT
        || (TOLD_BY_THE_DESK.contains(verdict.besides()) && !known)) {
      return;
    }
    var kind = new Kind(mailing, verdict.state(), verdict.besides());
    tallies.compute(
        kind,
        (_, before) ->
            (before == null ? new Tally(0, new TreeSet<>(), "") : before)
                .and(domain, verdict.answer()));
  }

  /// Writes what came together since the last time.
  synchronized void tell(Function<MailingId, String> name) {
    tallies.forEach(
        (kind, tally) ->
            log.warn(
                "{}: {} {}; {}: {}",
                name.apply(kind.mailing()),
                tally.count() == 1 ? "1 message" : tally.count() + " messages",
                what(kind, tally, name.apply(kind.mailing())),
                kind.besides() == Verdict.Besides.UNMADE ? "the last" : "the last answer",
                tally.last()));
    tallies.clear();
  }

  private static String what(Kind kind, Tally tally, String mailing) {
    if (kind.state() == DeliveryState.UNCERTAIN) {
      return "may or may not have arrived: find out, then say it by deliveries resolve --mailing "
          + mailing;
    }
    return switch (kind.besides()) {
      case NOTHING ->
          kind.state() == DeliveryState.FAILED
              ? "failed, because the relay cannot carry this message to this reader"
              : "put off, and tried again later";
      case SLOW_DOMAIN -> "put off, and tried again later and slower, to " + tally.where();
      case PAUSE_DOMAIN -> "put off, because we are refused: all mail waits to " + tally.where();
      case SUPPRESS -> "failed, and the addresses are not mailed again";
      case SOFT -> "failed, but the next issue is tried again";
      case CONTENT -> "refused for the content, and given up";
      case SENDER -> "put off, because the relay refuses our address; they are tried again later";
      case CONNECTION -> "put off, because the connection ended";
      case UNMADE -> "put off, because we cannot make them; they are tried again later";
    };
  }
}
