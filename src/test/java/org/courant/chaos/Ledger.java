package org.courant.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.courant.database.CrashingPostgres;

/// What the database says, on a connection for each question, since it crashes.
final class Ledger {
  private final CrashingPostgres database;

  Ledger(CrashingPostgres database) {
    this.database = database;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> T ask(String sql, Reading<T> reading) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return reading.read(rows);
    }
  }

  /// The settings without which a crash loses what was committed.
  String durability() throws SQLException {
    return ask(
        """
        select string_agg(name || ' ' || setting, ', ' order by name) from pg_settings
        where name in ('fsync', 'synchronous_commit', 'full_page_writes')
        """,
        rows -> rows.next() ? String.valueOf(rows.getString(1)) : "");
  }

  /// Where the one mailing stands and how many servers have something in transit; empty while the
  /// database is away, or there is no mailing.
  Optional<Look> look() {
    var sql =
        """
        select m.state, (
          select count(distinct b.owner) from delivery_block b where b.mailing_id = m.id and b.transit <> '{}')
        from mailing m
        """;
    try {
      return ask(
          sql,
          rows ->
              rows.next()
                  ? Optional.of(new Look(String.valueOf(rows.getString(1)), rows.getInt(2)))
                  : Optional.empty());
    } catch (SQLException _) {
      return Optional.empty();
    }
  }

  record Look(String state, int sending) {}

  /// Each recipient's row.
  Map<String, String> rows() throws SQLException {
    return ask(
        "select address, state from delivery_standing",
        rows -> {
          var found = new HashMap<String, String>();
          while (rows.next()) {
            found.put(String.valueOf(rows.getString(1)), String.valueOf(rows.getString(2)));
          }
          return found;
        });
  }

  /// The one mailing's name.
  String mailing() throws SQLException {
    return ask(
        "select name from mailing", rows -> rows.next() ? String.valueOf(rows.getString(1)) : "");
  }
}
