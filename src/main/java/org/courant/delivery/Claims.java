package org.courant.delivery;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Hands blocks of rows to nodes, and takes them back from those that died or forgot them.
@Repository
class Claims {
  private static final Logger log = LoggerFactory.getLogger(Claims.class);

  private final JdbcClient jdbc;

  Claims(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param urgent true when its rows go before those of others
  record Open(MailingId mailing, boolean urgent) {}

  /// Mailings whose rows may leave, oldest first.
  List<Open> open() {
    var sql =
        "select id, standing from mailing where state = 'SENDING' order by standing desc, released_at, id";
    return jdbc.sql(sql)
        .query((rs, row) -> new Open(MailingId.read(rs, row), rs.getBoolean("standing")))
        .list();
  }

  /// Leases up to `most` blocks with due rows of one mailing to this node, in variant order. Blocks
  /// that another node is claiming at this moment are passed over, not waited for.
  List<ClaimedBlock> claim(MailingId mailing, int node, int most, Instant now, Instant lease) {
    var sql =
        """
        with due as (
          select b.first_id, m.standing from delivery_block b join mailing m on m.id = b.mailing_id
          where b.mailing_id = :mailing and b.owner is null and b.due_at <= :now
            and (b.not_before is null or b.not_before <= :now)
            and (b.useful_until is null or b.useful_until > :now)
            and m.state = 'SENDING' and m.useful_until > :now
          order by b.first_id limit :most
          for update of b skip locked)
        update delivery_block b
        set owner = :node, claim = b.claim + 1, claimed_at = :now, lease_until = :lease, not_before = null
        from due where b.first_id = due.first_id
        returning b.first_id, b.claim, b.mark, due.standing
        """;
    var claimed =
        jdbc.sql(sql)
            .param("mailing", mailing.value())
            .param("node", node)
            .param("most", most)
            .param("now", now.atOffset(UTC))
            .param("lease", lease.atOffset(UTC))
            .query(
                (rs, _) ->
                    new Claimed(
                        new ClaimedBlock.Mark(
                            rs.getLong("first_id"), rs.getInt("claim"), rs.getInt("mark")),
                        rs.getBoolean("standing")))
            .list();
    return claimed.isEmpty() ? List.of() : filled(claimed, now);
  }

  private record Claimed(ClaimedBlock.Mark mark, boolean urgent) {}

  /// A statement of its own, so that it sees what the blocks' last holder recorded until it gave
  /// them back.
  ///
  /// The rows of a block are named one by one, since PostgreSQL takes a range for a ninth of the
  /// table; and their mailing is compared in a way that no index serves, since of a new mailing it
  /// knows no row. Otherwise the whole mailing or table was scanned for each claim: 0.4 to 1.5 s
  /// instead of 0.4 ms for four blocks of a mailing of a million among ten million rows.
  private List<ClaimedBlock> filled(List<Claimed> claimed, Instant now) {
    var sql =
        """
        select b.first_id, d.id, d.mailing_id, d.recipient, d.address, d.variant, d.name, d.attempts
        from delivery_block b
        join delivery d on d.mailing_id is not distinct from b.mailing_id
          and d.id = any (array(select generate_series(b.first_id, b.last_id)))
        where b.first_id = any(:blocks) and d.state in ('PENDING', 'DEFERRED') and d.due_at <= :now
        order by d.id
        """;
    var rows = new LinkedHashMap<Long, List<Recipient>>();
    claimed.stream()
        .map(c -> c.mark().block())
        .sorted()
        .forEach(b -> rows.put(b, new ArrayList<>()));
    jdbc.sql(sql)
        .param("blocks", rows.keySet().toArray(Long[]::new))
        .param("now", now.atOffset(UTC))
        .query(
            rs -> {
              requireNonNull(rows.get(rs.getLong("first_id"))).add(recipient(rs));
            });
    return claimed.stream()
        .sorted(java.util.Comparator.comparingLong(c -> c.mark().block()))
        .map(
            c ->
                new ClaimedBlock(
                    c.mark(), rows.getOrDefault(c.mark().block(), List.of()), c.urgent()))
        .toList();
  }

  /// Rows of mailings under way that are not known to have left.
  long waiting() {
    var sql =
        """
        select count(*)
        from mailing m
        join delivery_block b on b.mailing_id = m.id and (b.due_at is not null or b.owner is not null)
        join delivery d on d.mailing_id is not distinct from m.id
          and d.id = any (array(select generate_series(b.first_id, b.last_id)))
        where m.state = 'SENDING' and d.state in ('PENDING', 'DEFERRED')
        """;
    return jdbc.sql(sql).query(Long.class).single();
  }

  /// A block that this node holds, and of which rows stay behind, is not worth claiming before
  /// then. It is said before the block is given back.
  void stayBehind(int node, ClaimedBlock.Mark block, @Nullable Instant until) {
    if (until == null) {
      return;
    }
    var sql =
        """
        update delivery_block b set not_before = :until
        where b.first_id = :block and b.owner = :node and b.claim = :claim
        """;
    try {
      jdbc.sql(sql)
          .param("until", until.atOffset(UTC))
          .param("block", block.block())
          .param("node", node)
          .param("claim", block.claim())
          .update();
    } catch (DataAccessException problem) {
      log.debug("A block is looked at again sooner than need be: {}", problem.getMessage());
    }
  }

  /// Gives blocks back of which nothing is in transit.
  int release(int node, List<ClaimedBlock> blocks) {
    var sql =
        """
        with held as (
          select b.first_id
          from unnest(:blocks::bigint[], :claims::int[]) as h(block, claim)
          join delivery_block b on b.first_id = h.block and b.claim = h.claim
          where b.owner = :node and b.transit = '{}'
          order by b.first_id for update of b)
        update delivery_block b set owner = null, lease_until = null
        from held where b.first_id = held.first_id
        """;
    var marks = blocks.stream().map(ClaimedBlock::mark).toList();
    return jdbc.sql(sql)
        .param("blocks", marks.stream().map(ClaimedBlock.Mark::block).toArray(Long[]::new))
        .param("claims", marks.stream().map(ClaimedBlock.Mark::claim).toArray(Integer[]::new))
        .param("node", node)
        .update();
  }

  /// Gives back what was claimed and is not in transit, when the lease ran out or its owner is
  /// dead.
  int lapse(Instant now) {
    var sql =
        """
        with lapsed as (
          select b.first_id from delivery_block b
          where b.owner is not null and b.transit = '{}'
            and (b.lease_until <= :now or b.owner <> all(array(%s)))
          order by b.first_id for update)
        update delivery_block b set owner = null, lease_until = null, claim = b.claim + 1
        from lapsed where b.first_id = lapsed.first_id
        """
            .formatted(Node.LIVING);
    return jdbc.sql(sql).param("now", now.atOffset(UTC)).update();
  }

  /// Rows that a dead node had in transit: whether their messages left, nobody can know. The owner
  /// and the window's number stay written, so that a node that only seemed dead can still say what
  /// it knows.
  int abandon() {
    var sql =
        """
        with dead as (
          select b.first_id, b.owner, b.mark, b.transit from delivery_block b
          where b.owner is not null and b.transit <> '{}' and b.owner <> all(array(%s))
          order by b.first_id for update),
        freed as (
          update delivery_block b set transit = '{}', owner = null, lease_until = null, claim = b.claim + 1
          from dead where b.first_id = dead.first_id),
        doubtful as (
          update delivery d
          set state = 'UNCERTAIN', owner = lost.owner, marks = lost.mark,
            answer = 'the sending process ended while the message was in transit'
          from (select dead.owner, dead.mark, unnest(dead.transit) as id from dead) lost
          where d.id = lost.id and d.state in ('PENDING', 'DEFERRED')
          returning d.id)
        select count(*) from doubtful
        """
            .formatted(Node.LIVING);
    return jdbc.sql(sql).query(Integer.class).single();
  }

  private static Recipient recipient(ResultSet rs) throws SQLException {
    return new Recipient(
        rs.getLong("id"),
        new MailingId(requireNonNull(rs.getObject("mailing_id", UUID.class))),
        requireNonNull(rs.getObject("recipient", UUID.class)),
        requireNonNull(rs.getString("address")),
        rs.getInt("variant"),
        rs.getString("name"),
        rs.getInt("attempts"));
  }
}
