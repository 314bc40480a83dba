package org.courant.delivery;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/// What became of a window in transit, and whether its block is given back with it.
record Account(ClaimedBlock.Mark mark, List<Result> results, boolean last) {
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
  MapSqlParameterSource addTo(MapSqlParameterSource values) {
    return values
        .addValue("block", mark.block())
        .addValue("claim", mark.claim())
        .addValue("number", mark.number())
        .addValue("ids", results.stream().map(Result::id).toArray(Long[]::new))
        .addValue("states", texts(r -> r.state().name()))
        .addValue("answers", texts(Result::answer))
        .addValue("dues", texts(r -> r.due() == null ? null : r.due().toString()))
        .addValue(
            "attempts", results.stream().map(r -> r.attempted() ? 1 : 0).toArray(Integer[]::new))
        .addValue("soft", results.stream().map(Account::soft).toArray(Boolean[]::new))
        .addValue("bad", bad())
        .addValue("talked", talked())
        .addValue(
            "talks",
            results.stream().map(Result::talk).filter(Objects::nonNull).toArray(String[]::new))
        .addValue("retried", retried());
  }

  /// Statements that keep what was said; none for messages that were taken at once.
  String talks() {
    return (talked().length > 0 ? TALK : "") + (retried().length > 0 ? FORGET : "");
  }

  /// The rows whose messages were not taken, as far as it is known what was said.
  Long[] talked() {
    return results.stream().filter(r -> r.talk() != null).map(Result::id).toArray(Long[]::new);
  }

  /// The rows that were taken after an earlier try.
  Long[] retried() {
    return results.stream()
        .filter(r -> r.again() && r.state() == DeliveryState.SENT)
        .map(Result::id)
        .toArray(Long[]::new);
  }

  /// The rows whose addresses failed, for ever or perhaps not.
  Long[] bad() {
    return results.stream()
        .filter(r -> soft(r) || r.besides() == Verdict.Besides.SUPPRESS)
        .map(Result::id)
        .toArray(Long[]::new);
  }

  private static boolean soft(Result result) {
    return result.besides() == Verdict.Besides.SOFT;
  }

  private @Nullable String[] texts(Function<Result, @Nullable String> part) {
    return results.stream().map(part).toArray(String[]::new);
  }
}
