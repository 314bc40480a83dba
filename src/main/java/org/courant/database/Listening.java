package org.courant.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/// A connection of the pool that hears what is notified on one channel (`LISTEN`), until it is
/// closed.
public final class Listening implements AutoCloseable {
  private final DataSource database;
  private final Connection connection;
  private final String channel;
  private boolean broken;

  private Listening(DataSource database, Connection connection, String channel) {
    this.database = database;
    this.connection = connection;
    this.channel = channel;
  }

  /// @param channel an identifier of PostgreSQL's
  public static Listening to(DataSource database, String channel) throws SQLException {
    var listening = new Listening(database, database.getConnection(), channel);
    try {
      listening.run("listen " + channel);
      return listening;
    } catch (SQLException e) {
      listening.close();
      throw e;
    }
  }

  /// Waits for at most this long; true when something was notified.
  ///
  /// @throws SQLException when the connection broke: nothing is heard on it any more
  public boolean heard(Duration turn) throws SQLException {
    try {
      var session = connection.unwrap(PGConnection.class);
      return session.getNotifications(Math.toIntExact(turn.toMillis())).length > 0;
    } catch (SQLException e) {
      broken = true;
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      try {
        if (!broken) {
          run("unlisten " + channel);
        }
      } finally {
        if (broken) {
          // The pool saw nothing of it, and would hand the broken connection to the next who asks.
          database.unwrap(HikariDataSource.class).evictConnection(connection);
        }
      }
    }
  }

  /// Past the pool, which would tell of a connection that the end of the database closes.
  private void run(String command) throws SQLException {
    try (var statement = ((Connection) connection.unwrap(PGConnection.class)).createStatement()) {
      statement.execute(command);
    } catch (SQLException e) {
      broken = true;
      throw e;
    }
  }
}
