package org.courant.feed;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.courant.database.Listening;
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

  /// In seconds, and so the number of times that one second of listening brought nothing.
  private static final int LOOK = 60;

  private static final Duration TURN = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Feeds feeds;
  private final DataSource dataSource;
  private final Clock clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  FeedListener(Feeds feeds, DataSource dataSource, Clock clock) {
    this.feeds = feeds;
    this.dataSource = dataSource;
    this.clock = clock;
  }

  @Override
  public void start() {
    rebuild();
    var listener = Thread.ofVirtual().name("feed-listener").unstarted(this::listen);
    thread = listener;
    listener.start();
  }

  private void listen() {
    var wait = Duration.ofSeconds(1);
    while (isRunning()) {
      try (var listening = Listening.to(dataSource, "courant_articles")) {
        wait = Duration.ofSeconds(1);
        hear(listening);
      } catch (SQLException e) {
        if (!isRunning()) {
          return;
        }
        log.warn(
            "Changes of other nodes are not heard, next try in {} s: {}",
            wait.toSeconds(),
            e.getMessage());
        pause(wait);
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
      }
    }
  }

  private void hear(Listening listening) throws SQLException {
    // What changed before this node listened is seen by looking first.
    int silent = LOOK;
    while (isRunning()) {
      if (silent >= LOOK) {
        rebuild();
        silent = 0;
      }
      // In short turns, so that the end of the application is noticed and the connection goes back
      // whole.
      silent = listening.heard(TURN) ? LOOK : silent + 1;
    }
  }

  private void rebuild() {
    try {
      feeds.rebuild(clock.instant());
    } catch (RuntimeException | StackOverflowError e) {
      log.error("The feeds could not be built; the last good ones stay", e);
    }
  }

  private void pause(Duration wait) {
    try {
      if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        log.debug("The listener ends");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
    var running = thread;
    if (running == null) {
      return;
    }
    try {
      // Never interrupted: that would close the connection in the middle of a turn. A turn takes a
      // second, and whoever takes longer ends with the pool.
      if (!running.join(Duration.ofSeconds(5))) {
        log.debug("The listener does not end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null && stopped.getCount() > 0;
  }

  /// Before the web server, so that the first request finds its feed.
  @Override
  public int getPhase() {
    return 0;
  }
}
