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
/// when that breaks, until it is over. What is notified between two connections is not heard, so it
/// also looks when it begins to listen, and from time to time.
///
/// @param channel an identifier of PostgreSQL's
/// @param act what to do when something was notified or it is time to look
/// @param look how long nothing is notified until it looks by itself
public record Hearing(
    DataSource database, String channel, Runnable act, Duration look, BooleanSupplier over)
    implements Runnable {
  /// In short turns, so that the end is noticed and the connection goes back whole.
  private static final Duration TURN = Duration.ofMillis(200);

  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TOLD_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final Logger log = LoggerFactory.getLogger(Hearing.class);

  @Override
  public void run() {
    var told = System.nanoTime() - TOLD_NANOS;
    while (!over.getAsBoolean()) {
      try (var listening = Listening.to(database, channel)) {
        hear(listening);
      } catch (SQLException problem) {
        if (System.nanoTime() - told >= TOLD_NANOS && !over.getAsBoolean()) {
          told = System.nanoTime();
          log.warn(
              "What other nodes tell on {} is not heard, it is tried again every second: {}",
              channel,
              problem.getMessage());
        }
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
  }

  /// Looks after the first turn: a connection that breaks at once costs nobody a look.
  private void hear(Listening listening) throws SQLException {
    var looked = System.nanoTime() - look.toNanos();
    while (!over.getAsBoolean()) {
      if (listening.heard(TURN) || System.nanoTime() - looked >= look.toNanos()) {
        act.run();
        looked = System.nanoTime();
      }
    }
  }
}
