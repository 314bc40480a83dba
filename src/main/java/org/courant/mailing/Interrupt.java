package org.courant.mailing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A person's Ctrl-C while a command follows something: the process ends only when the command has
/// put its line in order.
final class Interrupt implements AutoCloseable {
  /// As a shell has it for a command that SIGINT ended.
  static final int STATUS = 130;

  private static final long ORDER_SECONDS = 2;

  private final CountDownLatch came = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end);

  Interrupt() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Waits; false when the process is to end.
  boolean pause(Duration time) {
    try {
      return !came.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void end() {
    came.countDown();
    try {
      if (!done.await(ORDER_SECONDS, TimeUnit.SECONDS)) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending: the hook runs, and ends now.
    }
  }
}
