package org.courant.delivery;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is kept of mailings long over. A row of `delivery` takes 360 to 420 bytes with its indexes,
/// 20 GB a year for a weekly mailing to a million; folded into arrays of recipients it takes 17.
/// What is kept is what promises need for ever: who had which variant, and how many ended how. What
/// is uncertain after so long stays so: nobody can find out any more. Standing mailings never end
/// and are not folded.
@Repository
class PastDeliveries {
  /// Bounces, complaints and readers' questions name an address or a row; after this long none
  /// come.
  static final Duration KEPT = Duration.ofDays(90);

  /// Blocks that are folded by one statement, in a tenth of a second.
  private static final int SLICE = 80;

  private final JdbcClient jdbc;

  PastDeliveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Folds a slice of the oldest mailing that ended long ago, and returns its rows: a million are
  /// folded in some ten minutes, and no statement is long. Each moment every recipient is counted
  /// once, as a row or folded.
  int fold(Instant now) {
    var sql =
        """
        with over as (
          select b.first_id, b.last_id, b.mailing_id
          from (
            select m.id from mailing m
            where m.state in ('FINISHED', 'CANCELLED') and m.useful_until <= :long and exists (
              select from delivery_block b where b.mailing_id = m.id and b.due_at is null and b.owner is null)
            order by m.useful_until, m.id limit 1) oldest
          join delivery_block b on b.mailing_id = oldest.id and b.due_at is null and b.owner is null
          order by b.first_id limit :slice
          for update of b skip locked),
        closed as (
          delete from delivery_block b using over where b.first_id = over.first_id),
        ended as (
          delete from delivery d using over
          where d.mailing_id is not distinct from over.mailing_id
            and d.id = any (array(select generate_series(over.first_id, over.last_id)))
          returning d.mailing_id, d.variant, d.state, d.recipient),
        kept as (
          insert into delivery_past (mailing_id, first_id, variant, state, recipients)
          select mailing_id, (select min(first_id) from over), variant, state, array_agg(recipient order by recipient)
          from ended group by mailing_id, variant, state)
        select count(*) from ended
        """;
    return jdbc.sql(sql)
        .param("long", now.minus(KEPT).atOffset(UTC))
        .param("slice", SLICE)
        .query(Integer.class)
        .single();
  }
}
