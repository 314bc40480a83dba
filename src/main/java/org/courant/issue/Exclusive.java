package org.courant.issue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;

/// Work that only one node may do at a time, outside any transaction. The lock lives with a
/// connection of its own, so it is free the moment its owner dies.
@Component
public class Exclusive {
  private static final int SPACE = 0x69737375;

  private final DataSource database;

  Exclusive(DataSource database) {
    this.database = database;
  }

  /// Waits for its turn, then does the work.
  public <T> T run(String name, Supplier<T> work) {
    try (Connection connection = database.getConnection()) {
      lock(connection, "select pg_advisory_lock(?, hashtext(?))", name);
      try {
        return work.get();
      } finally {
        lock(connection, "select pg_advisory_unlock(?, hashtext(?))", name);
      }
    } catch (SQLException e) {
      var translated =
          new SQLErrorCodeSQLExceptionTranslator(database).translate("advisory lock", null, e);
      throw translated == null ? new IllegalStateException(e) : translated;
    }
  }

  private static void lock(Connection connection, String sql, String name) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, SPACE);
      statement.setString(2, name);
      statement.execute();
    }
  }
}
