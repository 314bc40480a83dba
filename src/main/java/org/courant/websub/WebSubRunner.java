package org.courant.websub;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Asks hubs as long as the server runs.
@Component
@ConditionalOnProperty(name = "courant.role", havingValue = "serve")
class WebSubRunner implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WebSubRunner.class);
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final WebSubWork work;
  private final Clock clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  WebSubRunner(WebSubWork work, Clock clock) {
    this.work = work;
    this.clock = clock;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("websub").start(this::run);
  }

  private void run() {
    boolean failing = false;
    try {
      do {
        try {
          work.round(clock.instant());
          failing = false;
        } catch (RuntimeException fault) {
          if (!failing) {
            LOG.error("Hubs cannot be asked, it is tried again every few seconds", fault);
          }
          failing = true;
        }
      } while (!stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      stopped.countDown();
    }
  }

  /// A call that is under way ends with its time-out, or at the next start.
  @Override
  public void stop() {
    stopped.countDown();
    var running = thread;
    try {
      if (running != null && !running.join(LOOK)) {
        running.interrupt();
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
