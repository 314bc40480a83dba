package org.courant.mailing;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Tells clients how far mailings are, as server-sent events (WHATWG HTML, section 9.2): at most
/// one a second, and only what changed. One look at the database serves all clients, and there is
/// none while there is no client. A client that reads slowly misses events, not the last one.
@Component
class ProgressStream implements SmartLifecycle {
  static final int MOST_CLIENTS = 32;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Logger log = LoggerFactory.getLogger(ProgressStream.class);

  private final Looks looks;
  private final Clock clock;
  private final Duration heartbeat;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Client> clients = new HashSet<>();
  private boolean running;
  private boolean looking;
  private long version;
  private String latest = "";

  @Autowired
  ProgressStream(Looks looks, Clock clock) {
    this(looks, clock, HEARTBEAT);
  }

  ProgressStream(Looks looks, Clock clock, Duration heartbeat) {
    this.looks = looks;
    this.clock = clock;
    this.heartbeat = heartbeat;
  }

  /// A stream for one more client, unless there are too many.
  Optional<SseEmitter> open() {
    lock.lock();
    try {
      if (!running || clients.size() >= MOST_CLIENTS) {
        return Optional.empty();
      }
      var client = new Client();
      clients.add(client);
      Thread.ofVirtual().name("progress-client").start(client::run);
      if (!looking) {
        looking = true;
        latest = "";
        Thread.ofVirtual().name("progress-looks").start(this::look);
      }
      return Optional.of(client.emitter);
    } finally {
      lock.unlock();
    }
  }

  int clients() {
    lock.lock();
    try {
      return clients.size();
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    var pace = new Pace();
    Set<String> names = Set.of();
    do {
      try {
        var seen = pace.of(looks.underWay(names), clock.instant());
        // One that has just ended is told once more.
        names =
            seen.stream()
                .map(Moving::mailing)
                .filter(MailingProgress::underWay)
                .map(MailingProgress::name)
                .collect(Collectors.toSet());
        tell(ProgressEvent.of(seen).json());
      } catch (DataAccessException problem) {
        log.debug("Nothing can be told of mailings now: {}", problem.getMessage());
      }
    } while (wanted());
  }

  private void tell(String event) {
    lock.lock();
    try {
      if (!event.equals(latest)) {
        latest = event;
        version++;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until it is time for the next look; false when nobody wants one.
  private boolean wanted() {
    lock.lock();
    try {
      var left = LOOK_NANOS;
      while (running && !clients.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      looking = running && !clients.isEmpty();
    } catch (InterruptedException _) {
      looking = false;
    } finally {
      lock.unlock();
    }
    return looking;
  }

  /// One client, with a thread of its own, so that it keeps nobody waiting.
  private final class Client {
    private final SseEmitter emitter = new SseEmitter(0L);
    private long seen;
    private boolean gone;

    void run() {
      emitter.onCompletion(this::leave);
      emitter.onTimeout(this::leave);
      emitter.onError(_ -> leave());
      try {
        while (true) {
          var news = next();
          if (news.isEmpty()) {
            return;
          }
          emitter.send(news.get());
        }
      } catch (IOException | IllegalStateException problem) {
        log.debug("A client that followed mailings is gone: {}", problem.getMessage());
      } finally {
        leave();
        emitter.complete();
      }
    }

    private void leave() {
      lock.lock();
      try {
        gone = true;
        clients.remove(this);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /// The next event or heartbeat; none at the end.
    private Optional<SseEmitter.SseEventBuilder> next() {
      lock.lock();
      try {
        var left = heartbeat.toNanos();
        while (running && !gone && (seen == version || latest.isEmpty()) && left > 0) {
          left = changed.awaitNanos(left);
        }
        if (!running || gone) {
          return Optional.empty();
        }
        if (seen == version || latest.isEmpty()) {
          return Optional.of(SseEmitter.event().comment("still here"));
        }
        seen = version;
        return Optional.of(SseEmitter.event().name("progress").data(latest, MediaType.TEXT_PLAIN));
      } catch (InterruptedException _) {
        return Optional.empty();
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void start() {
    running(true);
  }

  /// Before the web server waits for its requests to end: these would not.
  @Override
  public void stop() {
    running(false);
  }

  private void running(boolean now) {
    lock.lock();
    try {
      running = now;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isRunning() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }
}
