package org.courant.subscriber;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The places of readers in newsletters, one at a time.
@Repository
class Subscriptions {
  record Place(UUID reader, String newsletter, boolean active) {}

  private final JdbcClient jdbc;

  Subscriptions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Place> of(UUID reader) {
    var sql =
        """
        select newsletter, status = 'ACTIVE' as active from subscription where subscriber = :reader
        """;
    return jdbc.sql(sql)
        .param("reader", reader)
        .query(
            (rs, _) ->
                new Place(
                    reader,
                    Objects.requireNonNull(rs.getString("newsletter")),
                    rs.getBoolean("active")))
        .list();
  }

  /// What a suppression names.
  byte[] addressKey(UUID reader) {
    return jdbc.sql("select address_key from subscriber where id = :reader")
        .param("reader", reader)
        .query((rs, _) -> Objects.requireNonNull(rs.getBytes("address_key")))
        .single();
  }

  /// True for the one call that made the reader leave.
  boolean leave(Place place, Instant now) {
    var sql =
        """
        update subscription set status = 'LEFT', left_at = :now
        where subscriber = :reader and newsletter = :newsletter and status = 'ACTIVE'
        """;
    return change(sql, place, now);
  }

  /// True for the one call that brought the reader back. They count as joined anew, so a long
  /// absence is not made up for.
  boolean rejoin(Place place, Instant now) {
    var sql =
        """
        update subscription set status = 'ACTIVE', left_at = null, joined_at = :now
        where subscriber = :reader and newsletter = :newsletter and status = 'LEFT'
        """;
    return change(sql, place, now);
  }

  void prove(Place place, String kind, String evidence, Instant now) {
    var sql =
        """
        insert into consent_event (subscriber, newsletter, kind, evidence, at)
        values (:reader, :newsletter, :kind, :evidence, :now)
        """;
    jdbc.sql(sql)
        .param("reader", place.reader())
        .param("newsletter", place.newsletter())
        .param("kind", kind)
        .param("evidence", evidence)
        .param("now", now.atOffset(UTC))
        .update();
  }

  private boolean change(String sql, Place place, Instant now) {
    return jdbc.sql(sql)
            .param("reader", place.reader())
            .param("newsletter", place.newsletter())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }
}
