package org.courant.mailing;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.courant.delivery.DeliveryState;
import org.courant.message.AddressKeys;
import org.courant.message.MailAddress;
import org.courant.message.MailingId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Single recipients' messages, for a person who looks into something. The database is never told
/// an address: it is asked for the address' key.
@Repository
class Deliveries {
  /// One recipient's message.
  ///
  /// @param address empty when it was erased
  /// @param due when it is tried next, if it is
  /// @param talk what was said, when it was not taken
  record Row(
      String address,
      DeliveryState state,
      int attempts,
      @Nullable String answer,
      @Nullable Instant answered,
      Instant due,
      @Nullable String talk) {}

  /// Which rows are wanted.
  ///
  /// @param state only rows in it, unless null
  /// @param reader only this mailbox's row, unless null
  record Which(@Nullable DeliveryState state, @Nullable MailAddress reader, int limit) {
    Which {
      if (limit < 1) {
        throw new IllegalArgumentException("--limit is at least 1.");
      }
    }
  }

  private final JdbcClient jdbc;
  private final AddressKeys keys;

  Deliveries(JdbcClient jdbc, AddressKeys keys) {
    this.jdbc = jdbc;
    this.keys = keys;
  }

  List<Row> of(MailingId mailing, Which which) {
    var sql =
        """
        select address, state, attempts, answer, answered_at, due_at, talk
        from delivery_known
        where mailing_id = :mailing
          %s
          %s
        order by id limit :limit
        """
            .formatted(
                which.state() == null ? "" : "and state = :state and recorded = any (:recorded)",
                which.reader() == null ? "" : "and address_key = :key");
    var query = jdbc.sql(sql).param("mailing", mailing.value()).param("limit", which.limit());
    if (which.state() != null) {
      query = query.param("state", which.state().name()).param("recorded", recorded(which.state()));
    }
    if (which.reader() != null) {
      query = query.param("key", keys.of(which.reader()));
    }
    return query.query(Deliveries::row).list();
  }

  /// As what a row in this state is written.
  private static String[] recorded(DeliveryState state) {
    return switch (state) {
      case CLAIMED, IN_TRANSIT -> new String[] {"PENDING", "DEFERRED"};
      case PENDING, SENT, DEFERRED, FAILED, SUPPRESSED, UNCERTAIN, CANCELLED ->
          new String[] {state.name()};
    };
  }

  private static Row row(ResultSet rs, int index) throws SQLException {
    var answered = rs.getObject("answered_at", OffsetDateTime.class);
    return new Row(
        requireNonNull(rs.getString("address")),
        DeliveryState.valueOf(rs.getString("state")),
        rs.getInt("attempts"),
        rs.getString("answer"),
        answered == null ? null : answered.toInstant(),
        requireNonNull(rs.getObject("due_at", OffsetDateTime.class)).toInstant(),
        rs.getString("talk"));
  }
}
