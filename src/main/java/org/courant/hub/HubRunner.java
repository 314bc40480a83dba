package org.courant.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Works as long as the server runs: it looks once a second, and whenever a call has ended.
@Component
@ConditionalOnProperty(name = "courant.role", havingValue = "serve")
class HubRunner implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(HubRunner.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration TIDY = Duration.ofMinutes(1);

  private final HubWork work;
  private final HubUpkeep upkeep;
  private final Clock clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  HubRunner(HubWork work, HubUpkeep upkeep, Clock clock) {
    this.work = work;
    this.upkeep = upkeep;
    this.clock = clock;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("hub").start(this::run);
  }

  private void run() {
    var tidied = Instant.MIN;
    boolean failing = false;
    while (stopped.getCount() > 0) {
      try {
        var now = clock.instant();
        if (tidied.isBefore(now.minus(TIDY))) {
          upkeep.tidy(now);
          tidied = now;
        }
        work.round(now);
        failing = false;
      } catch (RuntimeException fault) {
        // The database is away, or two nodes stood in each other's way: the next look may do.
        if (!failing) {
          log.error("The hub cannot work, it tries again each second", fault);
        }
        failing = true;
      }
      pause();
    }
  }

  private void pause() {
    try {
      work.await(LOOK);
    } catch (InterruptedException _) {
      stopped.countDown();
    }
  }

  /// What is under way has its time-out to end in; what does not, lapses to the next start.
  @Override
  public void stop() {
    stopped.countDown();
    var running = thread;
    if (running == null) {
      return;
    }
    try {
      if (!running.join(Duration.ofSeconds(5))) {
        running.interrupt();
      }
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (!work.idle() && System.nanoTime() < end) {
        work.await(LOOK);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null && stopped.getCount() > 0;
  }
}
