package org.courant.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where the one who claims rows and the lines that send them meet: a few windows of claimed rows,
/// and whether the relay is in trouble.
final class Desk {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /// Trouble that lasts, or comes and goes, is told this often.
  private static final long TOLD_EVERY = TimeUnit.MINUTES.toNanos(10);

  private final int window;
  private final int lines;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<List<Recipient>> windows = new ArrayDeque<>();
  private boolean closed;
  private boolean woken;
  private Duration pause = Duration.ZERO;
  private long pausedAt;
  private @Nullable Long toldAt;

  /// @param window how many rows a line takes at once
  /// @param lines how many lines take them
  Desk(int window, int lines) {
    this.window = window;
    this.lines = lines;
  }

  /// The next window, or nothing when there is none in time, the relay is in trouble, or all is to
  /// end.
  List<Recipient> take(Duration wait) {
    lock.lock();
    try {
      var left = wait.toNanos();
      while (!closed && (windows.isEmpty() || troubled()) && left > 0) {
        left = work.awaitNanos(left);
      }
      if (closed || windows.isEmpty() || troubled()) {
        return List.of();
      }
      var next = windows.removeFirst();
      if (windows.size() < lines) {
        room.signal();
      }
      return next;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /// Lays rows down in windows. After the end they are handed back.
  List<Recipient> put(List<Recipient> rows) {
    lock.lock();
    try {
      if (closed) {
        return rows;
      }
      for (var i = 0; i < rows.size(); i += window) {
        windows.addLast(List.copyOf(rows.subList(i, Math.min(rows.size(), i + window))));
      }
      work.signalAll();
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /// True when more rows should be claimed.
  boolean wanting() {
    lock.lock();
    try {
      return !closed && !troubled() && windows.size() < lines;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until somebody says that there is work or room, at most this long. False at the end.
  boolean await(Duration most) {
    lock.lock();
    try {
      var left = most.toNanos();
      while (!closed && !woken && left > 0) {
        left = room.awaitNanos(left);
        woken |= windows.size() < lines && left > 0;
      }
      woken = false;
      return !closed;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// There may be something to claim.
  void wake() {
    lock.lock();
    try {
      woken = true;
      room.signal();
    } finally {
      lock.unlock();
    }
  }

  /// No relay, or a connection that broke: nothing leaves for a moment, for longer if it happens
  /// again. True when an operator should hear of it.
  boolean trouble() {
    lock.lock();
    try {
      if (troubled()) {
        return false;
      }
      var doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      pausedAt = System.nanoTime();
      var told = toldAt != null && pausedAt - toldAt < TOLD_EVERY;
      toldAt = told ? toldAt : Long.valueOf(pausedAt);
      return !told;
    } finally {
      lock.unlock();
    }
  }

  /// A message was taken: the trouble is over.
  void fine() {
    lock.lock();
    try {
      pause = Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the taking, and returns what nobody took.
  List<Recipient> close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      room.signalAll();
      var left = new ArrayList<Recipient>();
      windows.forEach(left::addAll);
      windows.clear();
      return left;
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private boolean troubled() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - pausedAt) < pause.toMillis();
  }
}
