package org.courant.delivery;

import static java.time.ZoneOffset.UTC;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Repository;

/// The rows whose messages are on their way: marked before the first byte leaves, recorded after
/// the answer.
///
/// Statements that belong together go to the database at once, in one round trip and one commit:
/// PostgreSQL takes what comes before a synchronisation for one transaction, in which each
/// statement sees what the one before it did.
@Repository
class Transits {
  /// Takes the window out of transit and writes its results. Only this node's rows in transit under
  /// that very number, or uncertain since because this node seemed dead, are touched. The latter's
  /// block may be in another's hands, who counts it: it is written at any rate, so that each waits
  /// for the other and the later one's count stands.
  private static final String RECORD =
      """
      with held as (
        select b.first_id, b.transit from delivery_block b
        where b.first_id = :block and b.owner = :node and b.mark = :number
        for update),
      cleared as (
        update delivery_block b
        set transit = array(select t from unnest(b.transit) t where t <> all (:ids::bigint[]))
        from held where b.first_id = held.first_id and held.transit <> '{}'),
      uncounted as (
        update delivery_block b set counted = false
        where b.first_id = :block and not exists (select from held) and exists (
          select from delivery d
          where d.id = any (:ids) and d.state = 'UNCERTAIN' and d.owner = :node and d.marks = :number)),
      result as (
        select * from unnest(:ids::bigint[], :states::text[], :answers::text[], :dues::timestamptz[],
          :attempts::int[], :soft::boolean[]) as r(id, state, answer, due, attempts, soft))
      update delivery d
      set state = r.state, answer = r.answer, answered_at = :now, due_at = coalesce(r.due, d.due_at),
        attempts = d.attempts + r.attempts, owner = null, soft = r.soft
      from result r
      where d.id = r.id and (
        d.state in ('PENDING', 'DEFERRED') and d.id = any ((select transit from held)::bigint[])
        or d.state = 'UNCERTAIN' and d.owner = :node and d.marks = :number);
      """;

  /// A row that its owner takes out of doubt after all may stand in a block of which nothing was
  /// left to do.
  private static final String RECALL =
      """
      update delivery_block b set due_at = least(b.due_at, d.due_at)
      from delivery d
      where d.id = any (:ids) and d.state = 'DEFERRED' and b.first_id = :block
        and (b.due_at is null or b.due_at > d.due_at);
      """;

  /// Gives the block back; it is due when the next of its rows is, and it is counted. Its rows are
  /// named one by one, for the reason that [Claims] gives.
  private static final String RELEASE =
      """
      update delivery_block b
      set owner = null, lease_until = null, counted = true,
        (due_at, sent, deferred, failed, suppressed, uncertain, cancelled) = (
          select min(d.due_at) filter (where d.state in ('PENDING', 'DEFERRED')), %s
          from delivery d
          where d.mailing_id is not distinct from b.mailing_id
            and d.id = any (array(select generate_series(b.first_id, b.last_id))))
      where b.first_id = :block and b.owner = :node and b.claim = :claim and b.transit = '{}';
      """
          .formatted(Blocks.COUNTS);

  /// The statement that decides: a reader who left a moment ago, a mailing that was cancelled or
  /// paused or is of no use any more, a block that went to another node or was claimed anew are all
  /// seen here, and what it does not mark is not sent.
  private static final String MARK =
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
        from unnest(:window::bigint[]) as w(id)
        join delivery d on d.id = w.id
        join mailing m on m.id = d.mailing_id
        where d.state in ('PENDING', 'DEFERRED')),
      held as (
        update delivery_block b
        set mark = b.mark + 1, lease_until = :lease, counted = false,
          transit = b.transit || coalesce((select array_agg(id) from ready where next = 'IN_TRANSIT'), '{}')
        where b.first_id = :nextBlock and b.owner = :node and b.claim = :nextClaim and b.mark = :nextNumber - 1
        returning b.first_id),
      ended as (
        update delivery d set state = ready.next from ready, held
        where d.id = ready.id and ready.next in ('SUPPRESSED', 'CANCELLED') and d.state in ('PENDING', 'DEFERRED'))
      select ready.id from ready, held where ready.next = 'IN_TRANSIT' order by ready.id
      """;

  private static final Logger log = LoggerFactory.getLogger(Transits.class);

  private final NamedParameterJdbcOperations jdbc;
  private final DeliverySettings settings;
  private final DeliveryMeters meters;
  private final MailingStates states;

  Transits(
      NamedParameterJdbcOperations jdbc,
      DeliverySettings settings,
      DeliveryMeters meters,
      MailingStates states) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.meters = meters;
    this.states = states;
  }

  /// Records the last window's results and marks the next window, in one transaction. Returns the
  /// rows that may be sent now: those this node still holds, whose reader has not left and whose
  /// mailing goes on. When this throws, nobody knows whether it was committed: call `settle`.
  ///
  /// Blocks are locked in their order, here and wherever several are, so that no two transactions
  /// wait for each other: a window of an earlier block is marked in a transaction of its own.
  ///
  /// @param next the number under which the window is marked
  List<Long> exchange(
      int node,
      @Nullable Account last,
      ClaimedBlock.Mark next,
      List<Recipient> window,
      Instant now) {
    if (last != null && last.mark().block() > next.block()) {
      settle(node, last, now);
      return exchange(node, null, next, window, now);
    }
    var values = values(node, last, now);
    values.addValue("window", window.stream().map(Recipient::id).toArray(Long[]::new));
    values.addValue("nextBlock", next.block());
    values.addValue("nextClaim", next.claim());
    values.addValue("nextNumber", next.number());
    values.addValue("lease", now.plus(settings.delivery().lease()).atOffset(UTC));
    var done = run(statements(last) + MARK, values);
    heard(node, last, done, now);
    return done.marked();
  }

  /// Records results alone. It may be called again and again until it is known to stand. Returns
  /// how many rows it wrote.
  int settle(int node, Account account, Instant now) {
    var done = run(statements(account), values(node, account, now));
    return heard(node, account, done, now);
  }

  /// Fewer rows than results: this node was taken for dead a moment ago, which the statement's
  /// snapshot did not hold yet; or the results were written before.
  private int heard(int node, @Nullable Account account, Done done, Instant now) {
    if (account == null) {
      return 0;
    }
    var recorded = done.recorded();
    if (recorded < account.results().size()) {
      recorded += run(RECORD + RECALL + account.talks(), values(node, account, now)).recorded();
    }
    meters.count(account.results());
    if (account.last()) {
      finish(account.mark().block(), now);
    }
    return recorded;
  }

  /// What was recorded stands; if this fails, upkeep does it.
  private void finish(long block, Instant now) {
    try {
      states.finish(block, now);
    } catch (DataAccessException problem) {
      log.debug("Whether a mailing is finished is seen later: {}", problem.getMessage());
    }
  }

  private static String statements(@Nullable Account account) {
    if (account == null) {
      return "";
    }
    var deferred = account.results().stream().anyMatch(r -> r.state() == DeliveryState.DEFERRED);
    return RECORD
        + (deferred ? RECALL : "")
        + account.suppressions()
        + account.talks()
        + (account.last() ? RELEASE : "");
  }

  /// @param recorded how many rows the first statement wrote
  private record Done(int recorded, List<Long> marked) {}

  private Done run(String statements, MapSqlParameterSource values) {
    var done = jdbc.execute(statements, values, Transits::done);
    return done == null ? new Done(0, List.of()) : done;
  }

  private static Done done(PreparedStatement statement) throws SQLException {
    var marked = new ArrayList<Long>();
    var rows = statement.execute();
    var recorded = rows ? 0 : statement.getUpdateCount();
    while (rows || statement.getUpdateCount() >= 0) {
      if (rows) {
        try (var ids = statement.getResultSet()) {
          while (ids.next()) {
            marked.add(ids.getLong(1));
          }
        }
      }
      rows = statement.getMoreResults();
    }
    return new Done(recorded, marked);
  }

  private static MapSqlParameterSource values(int node, @Nullable Account last, Instant now) {
    var values = new MapSqlParameterSource("node", node).addValue("now", now.atOffset(UTC));
    if (last == null) {
      return values;
    }
    return last.addTo(values, now);
  }
}
