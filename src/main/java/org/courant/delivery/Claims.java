package org.courant.delivery;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.courant.message.MailingId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Hands rows to nodes, and takes them back from those that died or forgot them.
@Repository
class Claims {
  private final JdbcClient jdbc;

  Claims(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Mailings whose rows may leave, oldest first.
  List<MailingId> open() {
    return jdbc.sql("select id from mailing where state = 'SENDING' order by released_at, id")
        .query(MailingId::read)
        .list();
  }

  /// Leases up to `most` due rows of one mailing to this node, in variant order. Rows that another
  /// node is claiming at this moment are passed over, not waited for.
  List<Recipient> claim(MailingId mailing, int node, int most, Instant now, Instant lease) {
    var sql =
        """
        with block as (
          select d.id from delivery d join mailing m on m.id = d.mailing_id
          where d.mailing_id = :mailing and d.state in ('PENDING', 'DEFERRED') and d.due_at <= :now
            and m.state = 'SENDING' and m.useful_until > :now
          order by d.variant, d.id limit :most
          for update of d skip locked)
        update delivery d set state = 'CLAIMED', owner = :node, lease_until = :lease
        from block where d.id = block.id
        returning d.id, d.mailing_id, d.recipient, d.address, d.variant, d.name, d.attempts, d.marks
        """;
    return jdbc
        .sql(sql)
        .param("mailing", mailing.value())
        .param("node", node)
        .param("most", most)
        .param("now", now.atOffset(UTC))
        .param("lease", lease.atOffset(UTC))
        .query(Claims::recipient)
        .list()
        .stream()
        .sorted(Comparator.comparingInt(Recipient::variant).thenComparingLong(Recipient::id))
        .toList();
  }

  /// Rows of mailings under way that are still to leave.
  long waiting() {
    var sql =
        """
        select count(*) from delivery d join mailing m on m.id = d.mailing_id
        where m.state = 'SENDING' and d.state in ('PENDING', 'DEFERRED', 'CLAIMED')
        """;
    return jdbc.sql(sql).query(Long.class).single();
  }

  /// Gives claimed rows back; they are due again at `due`.
  int release(int node, List<Long> ids, Instant due) {
    var sql =
        """
        update delivery set state = 'PENDING', owner = null, lease_until = null, due_at = :due
        where id = any(:ids) and owner = :node and state = 'CLAIMED'
        """;
    return jdbc.sql(sql)
        .param("ids", ids.toArray(Long[]::new))
        .param("node", node)
        .param("due", due.atOffset(UTC))
        .update();
  }

  /// Gives back what was claimed and not begun, when the lease ran out or its owner is dead.
  int lapse(Instant now) {
    var sql =
        """
        update delivery d set state = 'PENDING', owner = null, lease_until = null
        where d.state = 'CLAIMED' and (d.lease_until <= :now or d.owner <> all(array(%s)))
        """
            .formatted(Node.LIVING);
    return jdbc.sql(sql).param("now", now.atOffset(UTC)).update();
  }

  /// Rows that a dead node had in transit: whether their messages left, nobody can know. The owner
  /// stays written, so that a node that only seemed dead can still say what it knows.
  int abandon() {
    var sql =
        """
        update delivery d set state = 'UNCERTAIN', answer = 'the sending process ended while the message was in transit'
        where d.state = 'IN_TRANSIT' and d.owner <> all(array(%s))
        """
            .formatted(Node.LIVING);
    return jdbc.sql(sql).update();
  }

  private static Recipient recipient(ResultSet rs, int row) throws SQLException {
    return new Recipient(
        rs.getLong("id"),
        new MailingId(requireNonNull(rs.getObject("mailing_id", UUID.class))),
        requireNonNull(rs.getObject("recipient", UUID.class)),
        requireNonNull(rs.getString("address")),
        rs.getInt("variant"),
        rs.getString("name"),
        rs.getInt("attempts"),
        rs.getInt("marks"));
  }
}
