package org.courant.delivery;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The rows whose messages are on their way: marked before the first byte leaves, recorded after
/// the answer.
@Repository
class Transits {
  /// How long a mailbox must have failed before it is given up.
  private static final Duration TIRED = Duration.ofDays(14);

  private final JdbcClient jdbc;

  Transits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Records the last window's results and marks the next window, in one transaction. Returns the
  /// rows that may be sent now: those this node still holds, whose reader has not left and whose
  /// mailing goes on. When this throws, nobody knows whether it was committed: call `settle`.
  @Transactional
  List<Long> exchange(int node, List<Result> results, Collection<Recipient> window, Instant now) {
    record(node, results, now);
    return mark(node, window, now);
  }

  /// Records results alone.
  @Transactional
  int settle(int node, List<Result> results, Instant now) {
    return record(node, results, now);
  }

  /// Records results and takes back a window of which nothing was sent, whether it is marked or
  /// not. It may be called again and again until it is known to stand.
  @Transactional
  void settle(int node, List<Result> results, Collection<Recipient> unsent, Instant now) {
    var all = new ArrayList<>(results);
    unsent.forEach(row -> all.add(Result.unsent(row, "not sent: the database was away", now)));
    record(node, all, now);
    var sql =
        """
        update delivery set state = 'PENDING', owner = null, lease_until = null
        where id = any(:ids) and owner = :node and state = 'CLAIMED'
        """;
    jdbc.sql(sql).param("ids", ids(unsent)).param("node", node).update();
  }

  /// The statement that decides: a reader who left a moment ago, a mailing that was cancelled or
  /// paused or is of no use any more, a claim that went to another node or was claimed anew since
  /// are all seen here, and what it does not mark is not sent.
  private List<Long> mark(int node, Collection<Recipient> window, Instant now) {
    if (window.isEmpty()) {
      return List.of();
    }
    var sql =
        """
        with ready as (
          select d.id,
            case
              when m.state = 'CANCELLED' then 'CANCELLED'
              when exists (
                select from suppression s
                where s.address_key = d.address_key and (s.list is null or s.list = m.list))
                then 'SUPPRESSED'
              when m.state <> 'SENDING' or m.useful_until <= :now then 'PENDING'
              else 'IN_TRANSIT'
            end as next
          from unnest(:ids::bigint[], :marks::int[]) as w(id, marks)
          join delivery d on d.id = w.id and d.marks = w.marks
          join mailing m on m.id = d.mailing_id
          where d.owner = :node and d.state = 'CLAIMED'
          order by d.id for update of d),
        marked as (
          update delivery d
          set state = ready.next, lease_until = null,
            owner = case when ready.next = 'IN_TRANSIT' then d.owner end,
            marks = d.marks + case when ready.next = 'IN_TRANSIT' then 1 else 0 end
          from ready where d.id = ready.id
          returning d.id, d.state)
        select id from marked where state = 'IN_TRANSIT' order by id
        """;
    return jdbc.sql(sql)
        .param("ids", ids(window))
        .param("marks", window.stream().map(Recipient::marks).toArray(Integer[]::new))
        .param("node", node)
        .param("now", now.atOffset(UTC))
        .query((rs, _) -> rs.getLong(1))
        .list();
  }

  /// One statement for all; an address that failed hard is suppressed by the same, and one that
  /// failed softly for the third time without a success between, the first time a fortnight ago.
  /// Only this node's rows in transit by that very mark, or uncertain because this node seemed
  /// dead, are touched.
  private int record(int node, List<Result> results, Instant now) {
    if (results.isEmpty()) {
      return 0;
    }
    var sql =
        """
        with result as (
          select * from unnest(:ids::bigint[], :states::text[], :answers::text[], :dues::timestamptz[],
            :attempts::int[], :marks::int[], :hard::boolean[], :soft::boolean[])
            as r(id, state, answer, due, attempts, mark, hard, soft)),
        done as (
          update delivery d
          set state = r.state, answer = r.answer, answered_at = :now, due_at = coalesce(r.due, d.due_at),
            attempts = d.attempts + r.attempts, owner = null, lease_until = null,
            soft = r.soft
          from result r
          where d.id = r.id and d.marks = r.mark and d.owner = :node and d.state in ('IN_TRANSIT', 'UNCERTAIN')
          returning d.recipient, d.address_key, r.hard, r.soft),
        tired as (
          select done.address_key from done
          join delivery before on before.recipient = done.recipient and before.soft
          where done.soft and not exists (
            select from delivery sent where sent.recipient = done.recipient and sent.state = 'SENT'
              and sent.answered_at > before.answered_at)
          group by done.address_key
          having count(*) >= 2 and min(before.answered_at) <= :tired),
        bounced as (
          insert into suppression (address_key, list, reason, at)
          select address_key, null::text, 'HARD_BOUNCE', :now::timestamptz
          from (select address_key from done where hard union select address_key from tired) of
          on conflict (address_key, list) do nothing)
        select count(*) from done
        """;
    return jdbc.sql(sql)
        .param("ids", results.stream().map(Result::id).toArray(Long[]::new))
        .param("states", texts(results, r -> r.state().name()))
        .param("answers", texts(results, Result::answer))
        .param("dues", texts(results, r -> r.due() == null ? null : r.due().toString()))
        .param("attempts", results.stream().map(r -> r.attempted() ? 1 : 0).toArray(Integer[]::new))
        .param("marks", results.stream().map(Result::mark).toArray(Integer[]::new))
        .param("hard", flags(results, Verdict.Besides.SUPPRESS))
        .param("soft", flags(results, Verdict.Besides.SOFT))
        .param("now", now.atOffset(UTC))
        .param("tired", now.minus(TIRED).atOffset(UTC))
        .param("node", node)
        .query(Integer.class)
        .single();
  }

  private static Long[] ids(Collection<Recipient> window) {
    return window.stream().map(Recipient::id).toArray(Long[]::new);
  }

  private static Boolean[] flags(List<Result> results, Verdict.Besides besides) {
    return results.stream().map(r -> r.besides() == besides).toArray(Boolean[]::new);
  }

  private static @org.jspecify.annotations.Nullable String[] texts(
      List<Result> results,
      java.util.function.Function<Result, @org.jspecify.annotations.Nullable String> part) {
    return results.stream().map(part).toArray(String[]::new);
  }
}
