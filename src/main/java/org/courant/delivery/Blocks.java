package org.courant.delivery;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.TreeMap;
import org.courant.message.MailingId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/// The blocks in which a mailing's rows are handed out: cut at the freeze, and closed or opened
/// again when rows end or wait without having been sent.
///
/// Whoever ends rows that wait locks their block first, and takes it from a holder who has nothing
/// in transit. A mark takes the same lock, so a row is never both in transit and ended.
@Repository
class Blocks {
  /// How many rows `d` of a block ended, and how, in the order of its columns.
  static final String COUNTS =
      """
      count(*) filter (where d.state = 'SENT'), count(*) filter (where d.state = 'DEFERRED'),
      count(*) filter (where d.state = 'FAILED'), count(*) filter (where d.state = 'SUPPRESSED'),
      count(*) filter (where d.state = 'UNCERTAIN'), count(*) filter (where d.state = 'CANCELLED')""";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final DeliverySettings settings;

  Blocks(JdbcClient jdbc, TransactionTemplate transactions, DeliverySettings settings) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.settings = settings;
  }

  /// Cuts a mailing's rows into blocks of neighbours, in the transaction that inserted them;
  /// returns how many rows there are.
  ///
  /// Of rows that came a moment ago the planner knows nothing and takes them for one, which it
  /// would look up in the order of the recipients: 3.5 s for a million, and 0.7 s page by page.
  long cut(MailingId id) {
    jdbc.sql("set local enable_indexscan = off").update();
    long rows = cutWhole(id);
    jdbc.sql("set local enable_indexscan to default").update();
    return rows;
  }

  private long cutWhole(MailingId id) {
    var sql =
        """
        with cut as (
          select min(id) as first_id, max(id) as last_id, min(due_at) as due_at, count(*) as rows
          from (select id, due_at, (row_number() over (order by id) - 1) / :size as number
                from delivery where mailing_id = :id) numbered
          group by number),
        kept as (
          insert into delivery_block (first_id, last_id, mailing_id, due_at)
          select first_id, last_id, :id, due_at from cut)
        select coalesce(sum(rows), 0)::bigint from cut
        """;
    return jdbc.sql(sql)
        .param("id", id.value())
        .param("size", settings.delivery().block())
        .query(Long.class)
        .single();
  }

  /// Cancels the rows of a cancelled mailing that are not in transit.
  int cancel(MailingId id, Instant now) {
    var sql =
        """
        update delivery d set state = 'CANCELLED', answered_at = :now
        where d.mailing_id = :id and d.state in ('PENDING', 'DEFERRED') and %s
        """
            .formatted(NOT_IN_TRANSIT);
    return end(id, jdbc.sql(sql).param("now", now.atOffset(UTC)));
  }

  /// Rows that cancelled mailings still have: a kill came between, or they were in transit then.
  int cancelLeft(Instant now) {
    var sql =
        """
        select distinct m.id from mailing m join delivery_block b on b.mailing_id = m.id
        where m.state = 'CANCELLED' and b.due_at is not null
        """;
    var ids = jdbc.sql(sql).query(MailingId::read).list();
    return ids.stream().mapToInt(id -> cancel(id, now)).sum();
  }

  /// What still waits past its mailing's useful life is given up.
  int expire(Instant now) {
    var over =
        """
        select m.id from mailing m
        where m.useful_until <= :now and m.state in ('SENDING', 'HELD', 'PAUSED') and exists (
          select from delivery_block b where b.mailing_id = m.id and b.due_at is not null)
        """;
    var sql =
        """
        update delivery d
        set state = 'FAILED', answered_at = :now,
          answer = 'expired' || coalesce('; last answer: ' || d.answer, '')
        where d.mailing_id = :id and d.state in ('PENDING', 'DEFERRED') and %s
        """
            .formatted(NOT_IN_TRANSIT);
    var ids = jdbc.sql(over).param("now", now.atOffset(UTC)).query(MailingId::read).list();
    return ids.stream()
        .mapToInt(id -> end(id, jdbc.sql(sql).param("now", now.atOffset(UTC))))
        .sum();
  }

  /// A standing mailing's mails are given up one by one.
  int expireSingle(Instant now) {
    var sql =
        """
        with late as (
          select b.first_id from delivery_block b
          where b.useful_until <= :now and b.due_at is not null
          order by b.first_id for update),
        over as (
          update delivery_block b
          set due_at = null, owner = case when b.transit <> '{}' then b.owner end,
            failed = case
              when b.transit = '{}' and b.sent + b.suppressed + b.uncertain + b.cancelled = 0 then 1
              else b.failed end,
            deferred = case when b.transit = '{}' then 0 else b.deferred end
          from late where b.first_id = late.first_id
          returning b.mailing_id, b.first_id, b.transit)
        update delivery d
        set state = 'FAILED', answered_at = :now,
          answer = 'expired' || coalesce('; last answer: ' || d.answer, '')
        from over
        where d.mailing_id = over.mailing_id and d.id = over.first_id
          and d.state in ('PENDING', 'DEFERRED') and d.id <> all (over.transit)
        """;
    return jdbc.sql(sql).param("now", now.atOffset(UTC)).update();
  }

  /// Turns the uncertain rows of a mailing into sent ones, or into ones that wait again. Only their
  /// blocks are locked: the others' lines go on.
  int resolve(MailingId id, DeliveryState to, Instant now) {
    var sql =
        """
        with decided as (
          update delivery set state = :to, owner = null, due_at = :now, answered_at = :now
          where mailing_id = :id and state = 'UNCERTAIN'
          returning id),
        forgotten as (
          delete from delivery_transcript t using decided where t.delivery_id = decided.id and :to = 'SENT')
        select b.first_id, count(*) as rows from decided
        cross join lateral (
          select first_id from delivery_block
          where mailing_id = :id and first_id <= decided.id
          order by first_id desc limit 1) b
        group by b.first_id
        """;
    var rows = new TreeMap<Long, Integer>();
    jdbc.sql(sql)
        .param("to", to.name())
        .param("now", now.atOffset(UTC))
        .param("id", id.value())
        .query(
            rs -> {
              rows.put(rs.getLong("first_id"), rs.getInt("rows"));
            });
    // Not before the rows: an owner who knows more after all writes its row and then its block.
    var blocks = rows.keySet().toArray(Long[]::new);
    lock(blocks);
    if (to == DeliveryState.PENDING) {
      open(blocks, now);
    }
    count(blocks);
    return rows.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static final String NOT_IN_TRANSIT =
      """
      d.id <> all (array(
        select unnest(b.transit) from delivery_block b where b.mailing_id = :id and b.owner is not null))""";

  /// Closes the blocks and then ends their rows by a statement that sees what is in transit.
  private int end(MailingId id, JdbcClient.StatementSpec rows) {
    var open =
        """
        select b.first_id from delivery_block b
        where b.mailing_id = :id and (b.due_at is not null or b.owner is not null)
        order by b.first_id for update
        """;
    var close =
        """
        update delivery_block b set due_at = null, owner = case when b.transit <> '{}' then b.owner end
        where b.first_id = any (:blocks)
        """;
    Integer ended =
        transactions.execute(
            _ -> {
              var closed = jdbc.sql(open).param("id", id.value()).query(Long.class).list();
              var blocks = closed.toArray(Long[]::new);
              jdbc.sql(close).param("blocks", blocks).update();
              var changed = rows.param("id", id.value()).update();
              count(blocks);
              return changed;
            });
    return ended == null ? 0 : ended;
  }

  /// Nothing is put off any more.
  void lookAgain() {
    var sql =
        """
        with put_off as (
          select first_id from delivery_block where not_before is not null order by first_id for update)
        update delivery_block b set not_before = null from put_off where b.first_id = put_off.first_id
        """;
    jdbc.sql(sql).update();
  }

  /// Locks blocks in their order, before they are written: nobody waits for one of them who has
  /// another.
  private void lock(Long[] blocks) {
    var sql =
        """
        select b.first_id from delivery_block b
        where b.first_id = any (:blocks) order by b.first_id for update
        """;
    jdbc.sql(sql).param("blocks", blocks).query(Long.class).list();
  }

  private void open(Long[] blocks, Instant now) {
    var sql =
        "update delivery_block set due_at = least(due_at, :now) where first_id = any (:blocks)";
    jdbc.sql(sql).param("blocks", blocks).param("now", now.atOffset(UTC)).update();
  }

  /// Counts the blocks anew of which nothing is in transit; the others count themselves when they
  /// are given back.
  private void count(Long[] blocks) {
    var sql =
        """
        update delivery_block b
        set counted = true, (sent, deferred, failed, suppressed, uncertain, cancelled) = (
          select %s from delivery d
          where d.mailing_id is not distinct from b.mailing_id
            and d.id = any (array(select generate_series(b.first_id, b.last_id))))
        where b.first_id = any (:blocks) and b.transit = '{}'
        """
            .formatted(COUNTS);
    jdbc.sql(sql).param("blocks", blocks).update();
  }
}
