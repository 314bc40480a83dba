package org.courant;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several threads that do the same at the same moment.
public final class Together {
  private Together() {}

  /// What may fail.
  public interface Work {
    void run() throws Exception;
  }

  /// Fails when one of them does.
  public static void run(int threads, Work work) throws Exception {
    var line = new CyclicBarrier(threads);
    Callable<Void> one =
        () -> {
          line.await();
          work.run();
          return null;
        };
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Void>>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(one));
      }
      for (Future<Void> each : running) {
        each.get();
      }
    }
  }
}
