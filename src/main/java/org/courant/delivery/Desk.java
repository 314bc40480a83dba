package org.courant.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where the one who claims blocks and the lines that send them meet: a few claimed blocks, urgent
/// ones first. While the relays are left alone nothing is claimed and nothing taken.
final class Desk {
  private final int lines;
  private final Outage outage;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<ClaimedBlock> urgent = new ArrayDeque<>();
  private final Deque<ClaimedBlock> blocks = new ArrayDeque<>();
  private boolean closed;
  private boolean woken;

  /// @param lines how many lines take blocks
  Desk(int lines, Outage outage) {
    this.lines = lines;
    this.outage = outage;
  }

  /// The next block, or null when there is none in time, the relay is in trouble, or all is to end.
  @Nullable ClaimedBlock take(Duration wait) {
    lock.lock();
    try {
      var left = wait.toNanos();
      while (!closed && (empty() || outage.resting()) && left > 0) {
        left = work.awaitNanos(left);
      }
      if (closed || empty() || outage.resting()) {
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
    return locked(() -> !closed && !outage.resting() && urgent.size() < lines);
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
    return locked(() -> !closed && !outage.resting() && blocks.size() < lines);
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
}
