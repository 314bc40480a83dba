package org.courant.delivery;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.courant.database.Listening;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears on a connection of its own that a mailing goes, whichever process let it go, so that it
/// begins at once. Whatever is not heard is found by looking once a second.
final class ReleaseListener implements Runnable {
  /// The channel on which a mailing that goes is told.
  static final String CHANNEL = "courant_mailing";

  /// In short turns, so that the end is noticed and the connection goes back whole.
  private static final Duration TURN = Duration.ofMillis(200);

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
      try (var listening = Listening.to(database, CHANNEL)) {
        hear(listening);
      } catch (SQLException problem) {
        log.debug("Released mailings are found by looking only: {}", problem.getMessage());
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
  }

  private void hear(Listening listening) throws SQLException {
    while (!desk.closed()) {
      if (listening.heard(TURN)) {
        desk.wake();
      }
    }
  }
}
