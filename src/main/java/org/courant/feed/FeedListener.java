package org.courant.feed;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.courant.database.Hearing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Hears of other nodes' changes on a connection of its own. Whatever is not heard, because the
/// connection broke or nobody called, is found by looking once a minute.
@Component
@ConditionalOnProperty(name = "courant.role", havingValue = "serve")
class FeedListener implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(FeedListener.class);

  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Feeds feeds;
  private final DataSource dataSource;
  private final Clock clock;
  private volatile boolean running;
  private @Nullable Thread thread;

  FeedListener(Feeds feeds, DataSource dataSource, Clock clock) {
    this.feeds = feeds;
    this.dataSource = dataSource;
    this.clock = clock;
  }

  @Override
  public void start() {
    // Here, so that they are there when this returns.
    rebuild();
    running = true;
    thread =
        Thread.ofVirtual()
            .name("feed-listener")
            .start(
                new Hearing(dataSource, "courant_articles", this::rebuild, LOOK, () -> !running));
  }

  private void rebuild() {
    try {
      feeds.rebuild(clock.instant());
    } catch (RuntimeException | StackOverflowError e) {
      log.error("The feeds could not be built; the last good ones stay", e);
    }
  }

  @Override
  public void stop() {
    running = false;
    var listener = thread;
    try {
      // Never interrupted: that would close the connection in the middle of a turn. Whoever takes
      // longer ends with the pool.
      if (listener != null && !listener.join(Duration.ofSeconds(5))) {
        log.debug("The listener does not end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Before the web server, so that the first request finds its feed.
  @Override
  public int getPhase() {
    return 0;
  }
}
