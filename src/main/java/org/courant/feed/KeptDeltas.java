package org.courant.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What was made lately, as many bytes as there is room for: what nobody asked for longest goes
/// first.
final class KeptDeltas {
  /// What keeping one costs besides its bytes, roughly.
  private static final long OVERHEAD = 500;

  private final long room;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<FeedDeltas.Key, FeedDeltas.Delta> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  KeptDeltas(long room) {
    this.room = room;
  }

  Optional<FeedDeltas.Delta> get(FeedDeltas.Key key) {
    lock.lock();
    try {
      return Optional.ofNullable(kept.get(key));
    } finally {
      lock.unlock();
    }
  }

  void put(FeedDeltas.Key key, FeedDeltas.Delta delta) {
    lock.lock();
    try {
      var former = kept.put(key, delta);
      bytes += size(delta) - (former == null ? 0 : size(former));
      var eldest = kept.entrySet().iterator();
      while (bytes > room && eldest.hasNext()) {
        bytes -= size(eldest.next().getValue());
        eldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  private static long size(FeedDeltas.Delta delta) {
    return switch (delta) {
      case FeedDeltas.Delta.Fresh(var document) ->
          OVERHEAD + document.copies().values().stream().mapToLong(copy -> copy.length).sum();
      case FeedDeltas.Delta.Nothing(), FeedDeltas.Delta.Whole() -> OVERHEAD;
    };
  }
}
