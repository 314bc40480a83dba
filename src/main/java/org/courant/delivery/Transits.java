package org.courant.delivery;

import static java.time.ZoneOffset.UTC;

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
  private final JdbcClient jdbc;

  Transits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Records the last window's results and marks the next window, in one transaction. Returns the
  /// rows that may be sent now: those this node still holds, whose reader has not left and whose
  /// mailing goes on. When this throws, nobody knows whether it was committed: call `settle`.
  @Transactional
  List<Long> exchange(int node, List<Result> results, Collection<Long> window, Instant now) {
    record(node, results, now);
    return mark(node, window);
  }

  /// Records results alone.
  @Transactional
  int settle(int node, List<Result> results, Instant now) {
    return record(node, results, now);
  }

  /// Records results and takes back a window of which nothing was sent, whether it is marked or
  /// not.
  @Transactional
  void settle(int node, List<Result> results, Collection<Long> unsent, Instant now) {
    var all = new ArrayList<>(results);
    unsent.forEach(id -> all.add(Result.unsent(id, "not sent: the database was away", now)));
    record(node, all, now);
    var sql =
        """
        update delivery set state = 'PENDING', owner = null, lease_until = null
        where id = any(:ids) and owner = :node and state = 'CLAIMED'
        """;
    jdbc.sql(sql).param("ids", unsent.toArray(Long[]::new)).param("node", node).update();
  }

  /// The statement that decides: a reader who left a moment ago, a mailing that was cancelled or
  /// paused, a claim that went to another node are all seen here, and what it does not mark is not
  /// sent.
  private List<Long> mark(int node, Collection<Long> window) {
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
              when m.state <> 'SENDING' then 'PENDING'
              else 'IN_TRANSIT'
            end as next
          from delivery d join mailing m on m.id = d.mailing_id
          where d.id = any(:ids) and d.owner = :node and d.state = 'CLAIMED'
          order by d.id for update of d),
        marked as (
          update delivery d
          set state = ready.next, lease_until = null,
            owner = case when ready.next = 'IN_TRANSIT' then d.owner end
          from ready where d.id = ready.id
          returning d.id, d.state)
        select id from marked where state = 'IN_TRANSIT' order by id
        """;
    return jdbc.sql(sql)
        .param("ids", window.toArray(Long[]::new))
        .param("node", node)
        .query((rs, _) -> rs.getLong(1))
        .list();
  }

  /// One statement for all; a hard bounce is suppressed by the same. Only this node's rows in
  /// transit, or uncertain because this node seemed dead, are touched.
  private int record(int node, List<Result> results, Instant now) {
    if (results.isEmpty()) {
      return 0;
    }
    var sql =
        """
        with result as (
          select * from unnest(:ids::bigint[], :states::text[], :answers::text[], :dues::timestamptz[],
            :attempts::int[], :suppress::boolean[]) as r(id, state, answer, due, attempts, suppress)),
        done as (
          update delivery d
          set state = r.state, answer = r.answer, answered_at = :now, due_at = coalesce(r.due, d.due_at),
            attempts = d.attempts + r.attempts, owner = null, lease_until = null
          from result r
          where d.id = r.id and d.owner = :node and d.state in ('IN_TRANSIT', 'UNCERTAIN')
          returning d.address_key, r.suppress),
        bounced as (
          insert into suppression (address_key, list, reason, at)
          select distinct address_key, null::text, 'HARD_BOUNCE', :now::timestamptz from done where suppress
          on conflict (address_key, list) do nothing)
        select count(*) from done
        """;
    return jdbc.sql(sql)
        .param("ids", results.stream().map(Result::id).toArray(Long[]::new))
        .param("states", texts(results, r -> r.state().name()))
        .param("answers", texts(results, Result::answer))
        .param("dues", texts(results, r -> r.due() == null ? null : r.due().toString()))
        .param("attempts", results.stream().map(r -> r.attempted() ? 1 : 0).toArray(Integer[]::new))
        .param("suppress", results.stream().map(Result::suppress).toArray(Boolean[]::new))
        .param("now", now.atOffset(UTC))
        .param("node", node)
        .query(Integer.class)
        .single();
  }

  private static @org.jspecify.annotations.Nullable String[] texts(
      List<Result> results,
      java.util.function.Function<Result, @org.jspecify.annotations.Nullable String> part) {
    return results.stream().map(part).toArray(String[]::new);
  }
}
