package org.courant.smtp;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Ends writes that a relay does not take any more. One thread looks at all connections now and
/// then: a timer for each write, as Angus Mail has it, costs more than the write.
final class WriteDeadlines implements AutoCloseable {
  private static final int LOOKS = 4;

  private final long most;
  private final ScheduledThreadPoolExecutor clock;

  /// @param most how long a write may take; it is ended by a quarter of that later at most
  WriteDeadlines(Duration most) {
    this.most = most.toNanos();
    this.clock =
        new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("write-deadlines").factory());
    clock.setRemoveOnCancelPolicy(true);
  }

  /// Looks after a connection until the answer is cancelled.
  Future<?> watch(RelaySockets sockets) {
    var every = Math.max(1, most / LOOKS);
    return clock.scheduleWithFixedDelay(
        () -> sockets.endWriteAfter(most), every, every, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
