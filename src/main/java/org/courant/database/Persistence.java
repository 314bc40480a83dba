package org.courant.database;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Writes what must be written, however long the database is away.
public final class Persistence {
  private static final int LAST_TRIES = 5;

  private Persistence() {}

  /// Tries until it succeeds; once the process is to end, a few seconds more, and then throws what
  /// it failed with.
  public static void keepTrying(Runnable act, BooleanSupplier ending) {
    var wait = Duration.ofMillis(200);
    for (var tries = 1; ; tries++) {
      try {
        act.run();
        return;
      } catch (RuntimeException problem) {
        if (tries >= LAST_TRIES && ending.getAsBoolean()) {
          throw problem;
        }
        LockSupport.parkNanos(wait.toNanos());
        wait = tries < LAST_TRIES ? wait.multipliedBy(2) : wait;
      }
    }
  }
}
