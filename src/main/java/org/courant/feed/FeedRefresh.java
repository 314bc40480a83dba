package org.courant.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.courant.article.ArticlesChanged;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Builds the feeds anew after articles changed in this process. A server does so on a thread of
/// its own, right after and once for all that changed meanwhile, so that who pushes articles does
/// not wait for feeds; a command does so before it ends.
@Component
class FeedRefresh implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(FeedRefresh.class);
  private static final Duration LONGEST_END = Duration.ofSeconds(20);

  private final Consumer<Instant> rebuild;
  private final boolean serving;
  private @Nullable Instant due;
  private boolean running;
  private volatile @Nullable Thread thread;

  @Autowired
  FeedRefresh(Feeds feeds, @Value("${courant.role}") String role) {
    this(feeds::rebuild, role.equals("serve"));
  }

  FeedRefresh(Consumer<Instant> rebuild, boolean serving) {
    this.rebuild = rebuild;
    this.serving = serving;
  }

  @EventListener
  void on(ArticlesChanged event) {
    if (!noted(event.at())) {
      run(event.at());
    }
  }

  /// False when there is no thread to leave it to.
  private synchronized boolean noted(Instant at) {
    if (!running) {
      return false;
    }
    due = due == null || due.isBefore(at) ? at : due;
    notifyAll();
    return true;
  }

  private void work() {
    for (var at = next(); at != null; at = next()) {
      run(at);
    }
  }

  /// What changes during a rebuild makes one more; null once all is built and no more comes.
  private synchronized @Nullable Instant next() {
    while (running && due == null) {
      try {
        wait();
      } catch (InterruptedException _) {
        running = false;
      }
    }
    var at = due;
    due = null;
    return at;
  }

  private void run(Instant at) {
    // The articles are recorded: a feed that cannot be built must not undo that.
    try {
      rebuild.accept(at);
    } catch (RuntimeException | StackOverflowError e) {
      log.error("The feeds could not be built after a change; the last good ones stay", e);
    }
  }

  @Override
  public synchronized void start() {
    if (serving && !running) {
      running = true;
      thread = Thread.ofVirtual().name("feed-refresh").start(this::work);
    }
  }

  /// Builds what is due first; what takes longer is built at the next start.
  @Override
  public void stop() {
    synchronized (this) {
      running = false;
      notifyAll();
    }
    var worker = thread;
    try {
      if (worker != null && !worker.join(LONGEST_END)) {
        log.warn("The feeds are not built in time; the next start builds them");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }

  /// Before all that changes articles, and so after it at the end.
  @Override
  public int getPhase() {
    return 0;
  }
}
