package org.courant.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears on a connection of its own what is notified on one channel, again on another connection
/// when that breaks, until it is over. Who uses it must also look by itself, since what is notified
/// between two connections is not heard.
///
/// @param channel an identifier of PostgreSQL's
/// @param heard what to do then
public record Hearing(DataSource database, String channel, Runnable heard, BooleanSupplier over)
    implements Runnable {
  /// In short turns, so that the end is noticed and the connection goes back whole.
  private static final Duration TURN = Duration.ofMillis(200);

  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Logger log = LoggerFactory.getLogger(Hearing.class);

  @Override
  public void run() {
    while (!over.getAsBoolean()) {
      try (var listening = Listening.to(database, channel)) {
        hear(listening);
      } catch (SQLException problem) {
        log.debug("Nothing is heard on {}: {}", channel, problem.getMessage());
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
  }

  private void hear(Listening listening) throws SQLException {
    while (!over.getAsBoolean()) {
      if (listening.heard(TURN)) {
        heard.run();
      }
    }
  }
}
