package org.courant.delivery;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears on a connection of its own that a mailing goes, whichever process let it go, so that it
/// begins at once. Whatever is not heard is found by looking once a second.
final class ReleaseListener implements Runnable {
  /// The channel on which a mailing that goes is told.
  static final String CHANNEL = "courant_mailing";

  /// In short turns, so that the end is noticed and the connection goes back whole.
  private static final int TURN_MILLIS = 200;

  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Logger log = LoggerFactory.getLogger(ReleaseListener.class);

  private final DataSource database;
  private final Desk desk;

  ReleaseListener(DataSource database, Desk desk) {
    this.database = database;
    this.desk = desk;
  }

  @Override
  public void run() {
    while (!desk.closed()) {
      try (var connection = database.getConnection()) {
        hear(connection);
      } catch (SQLException problem) {
        log.debug("Released mailings are found by looking only: {}", problem.getMessage());
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
  }

  private void hear(Connection connection) throws SQLException {
    try {
      // Past the pool, which would tell of a connection that the end of the database closes.
      var session = connection.unwrap(PGConnection.class);
      run((Connection) session, "listen " + CHANNEL);
      while (!desk.closed()) {
        if (session.getNotifications(TURN_MILLIS).length > 0) {
          desk.wake();
        }
      }
      run((Connection) session, "unlisten " + CHANNEL);
    } catch (SQLException problem) {
      // The pool saw nothing of it, and would hand the broken connection to the next who asks.
      database.unwrap(HikariDataSource.class).evictConnection(connection);
      throw problem;
    }
  }

  private static void run(Connection connection, String command) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
