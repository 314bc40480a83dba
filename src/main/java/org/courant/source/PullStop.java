package org.courant.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.courant.fetch.Fetcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Ends pulls with the process: what is being fetched is cut off, no further item is recorded, and
/// each pull under way writes down where it ended before the database goes.
@Component
class PullStop {
  private static final Logger LOG = LoggerFactory.getLogger(PullStop.class);

  /// Of the thirty seconds that everything has.
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Fetcher fetcher;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private int running;

  PullStop(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  /// A pull does not go on, because the process ends.
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended() {
      super("the process ends");
    }
  }

  /// False when no pull may begin any more.
  synchronized boolean begin() {
    if (stopping()) {
      return false;
    }
    running++;
    return true;
  }

  synchronized void end() {
    running--;
    notifyAll();
  }

  boolean stopping() {
    return stopped.getCount() == 0;
  }

  /// Waits so long.
  ///
  /// @throws Ended once the process ends
  void pause(Duration time) {
    if (!waits(time)) {
      throw new Ended();
    }
  }

  /// Waits so long; false once the process ends.
  boolean waits(Duration time) {
    try {
      return !stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    synchronized (this) {
      stopped.countDown();
    }
    fetcher.halt();
    try {
      await(System.nanoTime() + GRACE.toNanos());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void await(long end) throws InterruptedException {
    for (var left = end - System.nanoTime(); running > 0; left = end - System.nanoTime()) {
      if (left <= 0) {
        LOG.warn("{} pulls do not end in time; the next ones go on where they were", running);
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
