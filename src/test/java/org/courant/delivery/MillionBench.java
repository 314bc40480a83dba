package org.courant.delivery;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.courant.BenchCost;

/// One mailing to very many readers in about a thousand variants, to `smtp-sink`, with a heap of
/// 256 MB: whether rate and memory stay as they are to the end. `scripts/bench million`
final class MillionBench {
  private static final int WARM_UP = 20_000;

  private MillionBench() {}

  /// Arguments: readers, variants, connections, port, data folder.
  public static void main(String[] args) throws Exception {
    var readers = Integer.parseInt(args[0]);
    var variants = Integer.parseInt(args[1]);
    var sink = new BenchSink(Integer.parseInt(args[3]));
    var live = new ArrayList<Long>();
    try (var courant =
        BenchCourant.start(Path.of(args[4]), sink.port(), Integer.parseInt(args[2]))) {
      sink.measure(WARM_UP, () -> courant.sendVariants(WARM_UP, 20));
      var seen =
          sink.measure(
              readers,
              () -> courant.sendVariants(readers, variants),
              (tenth, rate) -> {
                live.add(BenchCost.liveHeap());
                System.out.printf(
                    "tenth %2d: %,8.0f messages/s, %3d MB of the heap live%n",
                    tenth, rate, live.getLast() >> 20);
              });
      System.out.printf("%,d messages, %,.0f a second%n", readers, seen.rate());
      System.out.println(courant.cost(readers));
      print(seen, live);
    }
  }

  private static void print(BenchSink.Seen seen, List<Long> live) {
    var slowest = seen.tenths().stream().mapToDouble(rate -> rate).min().orElse(0);
    System.out.printf("ratio million-last-tenth-vs-first-tenth %.2f%n", seen.last() / seen.first());
    System.out.printf("ratio million-slowest-tenth-vs-mean %.2f%n", slowest / seen.rate());
    System.out.printf(
        "ratio million-live-heap-last-vs-second-tenth %.2f%n",
        (double) live.getLast() / live.get(1));
    System.out.printf(
        "heap at most %d MB, used at most %d MB%n",
        Runtime.getRuntime().maxMemory() >> 20, peak() >> 20);
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
