package org.courant.fetch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// One request at a time for each host, first come, first served. Whoever holds a turn waits for no
/// other one, so that nobody waits for ever.
final class HostTurns {
  /// Whatever part of this process asks.
  static final HostTurns OF_THIS_PROCESS = new HostTurns();

  private final Map<String, Turn> turns = new ConcurrentHashMap<>();

  private static final class Turn {
    private final Semaphore free = new Semaphore(1, true);
    private int users;
  }

  /// A turn that its holder gives back.
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  Held take(String host) throws InterruptedException {
    var turn = turns.compute(host, (_, known) -> entered(known == null ? new Turn() : known));
    try {
      turn.free.acquire();
    } catch (InterruptedException stopped) {
      leave(host);
      throw stopped;
    }
    return () -> {
      turn.free.release();
      leave(host);
    };
  }

  private static Turn entered(Turn turn) {
    turn.users++;
    return turn;
  }

  private void leave(String host) {
    turns.computeIfPresent(host, (_, turn) -> --turn.users == 0 ? null : turn);
  }

  /// How many hosts are asked or waited for.
  int hosts() {
    return turns.size();
  }
}
