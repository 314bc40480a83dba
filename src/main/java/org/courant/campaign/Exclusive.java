package org.courant.campaign;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;

/// Work that only one node may do at a time, outside any transaction. The lock lives with a
/// connection of its own, so it is free the moment its owner dies. In one process it is one piece
/// of work at a time, whatever its name: many campaigns of one minute would else take every
/// connection of the pool, each waiting for the others.
@Component
class Exclusive {
  private static final int SPACE = 0x69737375;

  private final DataSource database;
  private final ReentrantLock turn = new ReentrantLock(true);

  Exclusive(DataSource database) {
    this.database = database;
  }

  /// Waits for its turn, then does the work.
  <T> T run(String name, Supplier<T> work) {
    turn.lock();
    try {
      return locked(name, work);
    } finally {
      turn.unlock();
    }
  }

  private <T> T locked(String name, Supplier<T> work) {
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
