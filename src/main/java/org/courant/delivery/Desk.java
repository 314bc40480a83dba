package org.courant.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where the one who claims blocks and the lines that send them meet: a few claimed blocks, and
/// whether the relay is in trouble.
final class Desk {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /// Trouble that lasts, or comes and goes, is told this often.
  private static final long TOLD_EVERY = TimeUnit.MINUTES.toNanos(10);

  private final int lines;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<ClaimedBlock> blocks = new ArrayDeque<>();
  private boolean closed;
  private boolean woken;
  private Duration pause = Duration.ZERO;
  private long pausedAt;
  private @Nullable Long toldAt;

  /// @param lines how many lines take blocks
  Desk(int lines) {
    this.lines = lines;
  }

  /// The next block, or null when there is none in time, the relay is in trouble, or all is to end.
  @Nullable ClaimedBlock take(Duration wait) {
    lock.lock();
    try {
      var left = wait.toNanos();
      while (!closed && (blocks.isEmpty() || troubled()) && left > 0) {
        left = work.awaitNanos(left);
      }
      if (closed || blocks.isEmpty() || troubled()) {
        return null;
      }
      var next = blocks.removeFirst();
      if (blocks.size() < lines) {
        room.signal();
      }
      return next;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// Lays blocks down. After the end they are handed back.
  List<ClaimedBlock> put(List<ClaimedBlock> claimed) {
    lock.lock();
    try {
      if (closed) {
        return claimed;
      }
      blocks.addAll(claimed);
      work.signalAll();
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /// True when more should be claimed.
  boolean wanting() {
    lock.lock();
    try {
      return !closed && !troubled() && blocks.size() < lines;
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
        woken |= blocks.size() < lines && left > 0;
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
  List<ClaimedBlock> close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      room.signalAll();
      var left = List.copyOf(blocks);
      blocks.clear();
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
