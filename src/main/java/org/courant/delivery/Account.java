package org.courant.delivery;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/// What became of a window in transit, and whether its block is given back with it.
record Account(ClaimedBlock.Mark mark, List<Result> results, boolean last) {
  /// How long a mailbox must have failed before it is given up.
  private static final Duration TIRED = Duration.ofDays(14);

  /// An address that failed hard is suppressed, and one that failed softly for the third time
  /// without a success between, the first time a fortnight ago.
  private static final String SUPPRESS =
      """
      with bad as (
        select d.id, d.recipient, d.address_key, d.soft from delivery d
        where d.id = any (:bad) and d.state = 'FAILED' and d.answered_at = :now),
      tired as (
        select bad.address_key from bad
        join delivery before on before.recipient = bad.recipient and before.soft and before.id <> bad.id
        where bad.soft and not exists (
          select from mailing m join delivery sent on sent.mailing_id = m.id
          where sent.recipient = bad.recipient and sent.state = 'SENT'
            and sent.answered_at > before.answered_at)
        group by bad.address_key
        having count(*) >= 2 and min(before.answered_at) <= :tired)
      insert into suppression (address_key, list, reason, at)
      select address_key, null::text, 'HARD_BOUNCE', :now::timestamptz
      from (select address_key from bad where not soft union select address_key from tired) of
      order by address_key
      on conflict (address_key, list) do nothing;
      """;

  /// What was said of messages that were not taken. An erased reader's stays away.
  private static final String TALK =
      """
      insert into delivery_transcript (delivery_id, said_at, talk)
      select d.id, :now, said.talk
      from unnest(:talked::bigint[], :talks::text[]) as said(id, talk)
      join delivery d on d.id = said.id
      where d.state in ('DEFERRED', 'FAILED', 'UNCERTAIN') and d.answered_at = :now and d.address <> ''
      on conflict (delivery_id) do update set said_at = excluded.said_at, talk = excluded.talk;
      """;

  /// What was said before a message was taken after all is of no use.
  private static final String FORGET =
      """
      delete from delivery_transcript t
      where t.delivery_id = any (:retried) and exists (
        select from delivery d where d.id = t.delivery_id and d.state = 'SENT');
      """;

  Account {
    results = List.copyOf(results);
  }

  /// A column each, since the statements take all results at once.
  MapSqlParameterSource addTo(MapSqlParameterSource values, Instant now) {
    return values
        .addValue("block", mark.block())
        .addValue("claim", mark.claim())
        .addValue("number", mark.number())
        .addValue("ids", ids(_ -> true))
        .addValue("states", texts(r -> r.state().name()))
        .addValue("answers", texts(Result::answer))
        .addValue("dues", texts(r -> r.due() == null ? null : r.due().toString()))
        .addValue(
            "attempts", results.stream().map(r -> r.attempted() ? 1 : 0).toArray(Integer[]::new))
        .addValue("soft", results.stream().map(Account::soft).toArray(Boolean[]::new))
        .addValue("bad", ids(Account::bad))
        .addValue("tired", now.minus(TIRED).atOffset(UTC))
        .addValue("talked", ids(Account::talked))
        .addValue(
            "talks",
            results.stream().map(Result::talk).filter(Objects::nonNull).toArray(String[]::new))
        .addValue("retried", ids(Account::retried));
  }

  /// The statement that suppresses addresses; none when all is well.
  String suppressions() {
    return any(Account::bad) ? SUPPRESS : "";
  }

  /// Statements that keep what was said; none for messages that were taken at once.
  String talks() {
    return (any(Account::talked) ? TALK : "") + (any(Account::retried) ? FORGET : "");
  }

  /// Not taken, and it is known what was said.
  private static boolean talked(Result result) {
    return result.talk() != null;
  }

  /// Taken after an earlier try.
  private static boolean retried(Result result) {
    return result.again() && result.state() == DeliveryState.SENT;
  }

  /// The address failed, for ever or perhaps not.
  private static boolean bad(Result result) {
    return soft(result) || result.besides() == Verdict.Besides.SUPPRESS;
  }

  private static boolean soft(Result result) {
    return result.besides() == Verdict.Besides.SOFT;
  }

  private boolean any(Predicate<Result> such) {
    return results.stream().anyMatch(such);
  }

  private Long[] ids(Predicate<Result> such) {
    return results.stream().filter(such).map(Result::id).toArray(Long[]::new);
  }

  private @Nullable String[] texts(Function<Result, @Nullable String> part) {
    return results.stream().map(part).toArray(String[]::new);
  }
}
