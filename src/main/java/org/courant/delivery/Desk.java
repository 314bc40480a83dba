package org.courant.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where the one who claims blocks and the lines that send them meet: a few claimed blocks, urgent
/// ones first, and whether the relays are in trouble.
final class Desk {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /// Trouble that came back later than this is another.
  private static final long ANOTHER = TimeUnit.MINUTES.toNanos(5);

  /// Trouble that lasts, or comes and goes, is told this often.
  private static final long TOLD_EVERY = TimeUnit.MINUTES.toNanos(10);

  private final int lines;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<ClaimedBlock> urgent = new ArrayDeque<>();
  private final Deque<ClaimedBlock> blocks = new ArrayDeque<>();
  private boolean closed;
  private boolean woken;
  private Duration pause = Duration.ZERO;
  private long pausedAt;
  private @Nullable Long toldAt;
  private @Nullable Long troubledAt;
  private volatile String lastTrouble = "";

  /// @param lines how many lines take blocks
  Desk(int lines) {
    this.lines = lines;
  }

  /// The next block, or null when there is none in time, the relay is in trouble, or all is to end.
  @Nullable ClaimedBlock take(Duration wait) {
    lock.lock();
    try {
      var left = wait.toNanos();
      while (!closed && (empty() || troubled()) && left > 0) {
        left = work.awaitNanos(left);
      }
      if (closed || empty() || troubled()) {
        return null;
      }
      var next = urgent.isEmpty() ? blocks.removeFirst() : urgent.removeFirst();
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
      claimed.forEach(block -> (block.urgent() ? urgent : blocks).addLast(block));
      work.signalAll();
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /// Lays a block down again that an urgent one goes before: it is the next of its kind. False
  /// after the end.
  boolean putBack(ClaimedBlock block) {
    lock.lock();
    try {
      if (!closed) {
        blocks.addFirst(block);
        work.signal();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /// True when a line that has another block should look here first.
  boolean urgent() {
    return locked(() -> !urgent.isEmpty());
  }

  /// True when more urgent blocks should be claimed.
  boolean wantingUrgent() {
    return locked(() -> !closed && !troubled() && urgent.size() < lines);
  }

  /// Waits until the time is over, something urgent came, or all is to end.
  void idle(Duration wait) {
    lock.lock();
    try {
      var left = wait.toNanos();
      while (!closed && urgent.isEmpty() && left > 0) {
        left = work.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /// True when more should be claimed.
  boolean wanting() {
    return locked(() -> !closed && !troubled() && blocks.size() < lines);
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

  /// No relay, or a connection that broke: nothing leaves until the relays are of use again, or for
  /// a moment, and for longer if it happens again. True when an operator should hear of it.
  ///
  /// @param rest how long the relays are of no use, as far as they know
  /// @param why in one line
  boolean trouble(Duration rest, String why) {
    lock.lock();
    try {
      if (troubled()) {
        return false;
      }
      var doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
      var next = rest.isPositive() ? rest : doubled;
      var before = pausedAt;
      pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
      pausedAt = System.nanoTime();
      lastTrouble = why;
      if (troubledAt == null || pausedAt - before > ANOTHER) {
        troubledAt = pausedAt;
      }
      var told = toldAt != null && pausedAt - toldAt < TOLD_EVERY;
      toldAt = told ? toldAt : Long.valueOf(pausedAt);
      return !told;
    } finally {
      lock.unlock();
    }
  }

  /// True when no relay answered to a message between two failures that lie as far apart as this.
  boolean troubledFor(Duration span) {
    return locked(() -> troubledAt != null && pausedAt - troubledAt >= span.toNanos());
  }

  /// What the last failure was.
  String lastTrouble() {
    return lastTrouble;
  }

  /// True while the relays are left alone.
  boolean resting() {
    return locked(() -> troubled());
  }

  /// A relay answered to a message: the trouble is over.
  void fine() {
    lock.lock();
    try {
      pause = Duration.ZERO;
      troubledAt = null;
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
      var left = new ArrayList<>(urgent);
      left.addAll(blocks);
      urgent.clear();
      blocks.clear();
      return left;
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    return locked(() -> closed);
  }

  private boolean locked(BooleanSupplier asked) {
    lock.lock();
    try {
      return asked.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  private boolean empty() {
    return urgent.isEmpty() && blocks.isEmpty();
  }

  private boolean troubled() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - pausedAt) < pause.toMillis();
  }
}
