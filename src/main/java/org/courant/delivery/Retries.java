package org.courant.delivery;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Brings forward what was put off, when its reason is gone.
@Repository
public class Retries {
  private final JdbcClient jdbc;
  private final MailingStates states;

  Retries(JdbcClient jdbc, MailingStates states) {
    this.jdbc = jdbc;
    this.states = states;
  }

  /// Every node tries at once what these domains put off; returns how many messages that are. Two
  /// transactions, since each locks blocks in their order.
  ///
  /// @param domains in lower case
  public int tryNow(Collection<String> domains, Instant now) {
    int rows = due(domains, now);
    states.lookAgain();
    return rows;
  }

  /// Deferred rows to these domains are due now, in all mailings under way; returns how many. Only
  /// their blocks are locked, in their order, and each before its rows. A row in transit is due
  /// already.
  private int due(Collection<String> domains, Instant now) {
    var sql =
        """
        with late as (
          select d.id, b.first_id
          from mailing m
          join delivery d on d.mailing_id = m.id
          cross join lateral (
            select first_id from delivery_block
            where mailing_id = m.id and first_id <= d.id
            order by first_id desc limit 1) b
          where m.state in ('SENDING', 'HELD', 'PAUSED') and d.state = 'DEFERRED' and d.due_at > :now
            and lower(substring(d.address from '[^@]*$')) = any (:domains)),
        held as (
          select first_id from delivery_block
          where first_id in (select first_id from late) order by first_id for update),
        opened as (
          update delivery_block b set due_at = least(b.due_at, :now), not_before = null
          from held where b.first_id = held.first_id)
        update delivery d set due_at = :now
        from held join late on late.first_id = held.first_id
        where d.id = late.id and d.state = 'DEFERRED' and d.due_at > :now
        """;
    return jdbc.sql(sql)
        .param("domains", domains.toArray(String[]::new))
        .param("now", now.atOffset(UTC))
        .update();
  }
}
