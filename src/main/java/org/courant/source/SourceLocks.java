package org.courant.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/// One pull of a source at a time, on all nodes. The lock belongs to a database session, not to a
/// transaction: it may outlast a slow server, and a killed process leaves none behind.
@Component
class SourceLocks {
  private final DataSource database;

  SourceLocks(DataSource database) {
    this.database = database;
  }

  /// What `pull` returns, or what `busy` returns while another pulls the source.
  <T> T alone(String source, Supplier<T> pull, Supplier<T> busy) {
    try (var session = database.getConnection()) {
      if (!ask(session, "select pg_try_advisory_lock(hashtextextended(?, 2))", source)) {
        return busy.get();
      }
      try {
        return pull.get();
      } finally {
        ask(session, "select pg_advisory_unlock(hashtextextended(?, 2))", source);
      }
    } catch (SQLException fault) {
      throw new DataAccessResourceFailureException("the lock of a source cannot be had", fault);
    }
  }

  private static boolean ask(Connection session, String sql, String source) throws SQLException {
    try (var statement = session.prepareStatement(sql)) {
      statement.setString(1, "courant source " + source);
      try (var answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }
}
