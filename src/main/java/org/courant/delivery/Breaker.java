package org.courant.delivery;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.courant.message.MailingId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Stops a mailing when its content or sender is refused, its messages cannot be made, too many of
/// its addresses do not exist, or too many of its messages are put off. A person looks and lets it
/// go on. A standing mailing goes on, and the person is told.
///
/// All nodes add what they hear to one tally a mailing, at once when it is bad and else every
/// second, and judge by the sum: however many they are, and however often they start anew.
@Repository
class Breaker {
  /// How many bad answers are added at once, and as many refusals there must be to count.
  private static final int TOGETHER = 10;

  private static final int REFUSED_SHARE = 5;

  private static final Logger log = LoggerFactory.getLogger(Breaker.class);

  private final JdbcClient jdbc;
  private final MailingStates states;
  private final DeliverySettings.Shares shares;
  private final Map<MailingId, Tally> heard = new ConcurrentHashMap<>();

  Breaker(JdbcClient jdbc, MailingStates states, DeliverySettings settings) {
    this.jdbc = jdbc;
    this.states = states;
    this.shares = settings.breaker();
  }

  /// Counts one answer.
  void note(Recipient row, Verdict verdict) {
    var sum = heard.merge(row.mailing(), Tally.of(verdict, row.attempts() == 0), Tally::and);
    if (sum.bad() >= TOGETHER) {
      judge(row.mailing());
    }
  }

  /// Adds what was heard lately, and judges.
  void look() {
    heard.keySet().forEach(this::judge);
  }

  /// Whatever happens here, the answer at hand is recorded; without the database the next look
  /// tries again.
  private void judge(MailingId mailing) {
    var news = heard.remove(mailing);
    if (news == null) {
      return;
    }
    try {
      why(add(mailing, news)).ifPresent(why -> stop(mailing, why));
    } catch (DataAccessException problem) {
      heard.merge(mailing, news, (later, before) -> before.and(later));
      log.debug("What relays said cannot be added up now: {}", problem.getMessage());
    }
  }

  /// Of the recent first tries a part leaves with each that comes.
  private Tally add(MailingId mailing, Tally news) {
    var sql =
        """
        insert into mailing_tally as t (mailing_id, answered, hard, refused, tries, put_off)
        values (:mailing, :answered, :hard, :refused, :tries, :putOff)
        on conflict (mailing_id) do update
        set answered = t.answered + excluded.answered, hard = t.hard + excluded.hard,
          refused = t.refused + excluded.refused,
          put_off = excluded.put_off
            + case when t.tries = 0 then 0 else t.put_off * least(t.tries, :recent - excluded.tries) / t.tries end,
          tries = least(t.tries + excluded.tries, :recent)
        returning answered, hard, refused, tries, put_off
        """;
    var recent = Math.min(1, (double) shares.deferralsOf() / Math.max(1, news.tries()));
    return jdbc.sql(sql)
        .param("mailing", mailing.value())
        .param("answered", news.answered())
        .param("hard", news.hard())
        .param("refused", news.refused())
        .param("tries", Math.min(news.tries(), shares.deferralsOf()))
        .param("putOff", news.putOff() * recent)
        .param("recent", shares.deferralsOf())
        .query(
            (rs, _) ->
                new Tally(
                    rs.getLong("answered"),
                    rs.getLong("hard"),
                    rs.getLong("refused"),
                    rs.getInt("tries"),
                    rs.getDouble("put_off"),
                    news.said()))
        .single();
  }

  private Optional<String> why(Tally all) {
    return all.said().entrySet().stream()
        .filter(bad -> passed(bad.getKey(), all))
        .map(bad -> reason(bad.getKey(), all, bad.getValue()))
        .findFirst();
  }

  private boolean passed(Bad kind, Tally all) {
    return switch (kind) {
      case REFUSED ->
          all.refused() >= TOGETHER && all.refused() * 100 > REFUSED_SHARE * all.answered();
      case HARD ->
          all.hard() >= shares.hardFailuresAtLeast()
              && all.hard() * 100 > shares.hardFailures() * all.answered();
      case PUT_OFF ->
          all.tries() >= shares.deferralsOf()
              && all.putOff() * 100 > (double) shares.deferrals() * all.tries();
    };
  }

  private static String reason(Bad kind, Tally all, String said) {
    return switch (kind) {
      case REFUSED -> said;
      case HARD ->
          "%d of %d addresses do not exist; the last answer: %s"
              .formatted(all.hard(), all.answered(), said);
      case PUT_OFF ->
          "%d of the last %d messages were put off; the last answer: %s"
              .formatted(Math.round(all.putOff()), all.tries(), said);
    };
  }

  /// Single mails wait for nobody else's: what is wrong with theirs is told, and counted anew.
  private void stop(MailingId mailing, String why) {
    if (states.pauseIssue(mailing, why)) {
      var name = states.name(mailing);
      log.warn(
          "{} pauses, because {}; look, then let it go on by mailing resume {}", name, why, name);
    } else if (states.standing(mailing)) {
      states.forgetTally(mailing);
      log.warn("{} goes on with single mails, but look: {}", states.name(mailing), why);
    }
  }

  private enum Bad {
    REFUSED,
    HARD,
    PUT_OFF
  }

  /// What became of messages.
  ///
  /// @param tries first ones, of which `putOff` were put off: at the end nothing is left but what
  ///   is put off again and again
  /// @param said the last bad answers
  private record Tally(
      long answered, long hard, long refused, int tries, double putOff, Map<Bad, String> said) {

    static Tally of(Verdict verdict, boolean first) {
      var answer = verdict.answer();
      var one = first ? 1 : 0;
      return switch (verdict.besides()) {
        case CONTENT ->
            new Tally(1, 0, 1, one, 0, bad(Bad.REFUSED, "its content is refused: " + answer));
        case SENDER ->
            new Tally(1, 0, 1, 0, 0, bad(Bad.REFUSED, "its sender is refused: " + answer));
        case UNMADE ->
            new Tally(1, 0, 1, 0, 0, bad(Bad.REFUSED, "its messages cannot be made: " + answer));
        case SUPPRESS -> new Tally(1, 1, 0, one, 0, bad(Bad.HARD, answer));
        case CONNECTION -> new Tally(0, 0, 0, 0, 0, Map.of());
        case NOTHING, SOFT, SLOW_DOMAIN, PAUSE_DOMAIN ->
            verdict.state() == DeliveryState.DEFERRED
                ? new Tally(0, 0, 0, one, one, first ? bad(Bad.PUT_OFF, answer) : Map.of())
                : new Tally(1, 0, 0, one, 0, Map.of());
      };
    }

    private static Map<Bad, String> bad(Bad kind, String said) {
      return Map.of(kind, said);
    }

    double bad() {
      return hard + refused + putOff;
    }

    Tally and(Tally later) {
      var both = new EnumMap<Bad, String>(Bad.class);
      both.putAll(said);
      both.putAll(later.said);
      return new Tally(
          answered + later.answered,
          hard + later.hard,
          refused + later.refused,
          tries + later.tries,
          putOff + later.putOff,
          both);
    }
  }
}
