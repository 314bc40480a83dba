package org.courant.delivery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Measures sending beside `smtp-source` and nodemailer, all handing messages of 20 KB to Debian's
/// `smtp-sink`, which counts them: `scripts/bench delivery`. The contenders take turns, so that a
/// busy machine meets all of them; medians are printed.
final class DeliveryBench {
  private static final String FASTEST = "smtp-source -d";
  private static final String NODEMAILER = "nodemailer, pool";
  private static final String PLAIN = "Courant, window 16";
  private static final String SIGNED = "Courant, window 16, signed";
  private static final String NODEMAILER_SIGNED = "nodemailer, pool, signed";
  private static final String ALONE = "Courant, window 1";

  private static final int WARM_UP = 20_000;

  private final Map<String, List<Double>> rates = new TreeMap<>();
  private final List<Double> flatness = new ArrayList<>();
  private final BenchSink sink;
  private final BenchRivals rivals;
  private final int readers;

  private DeliveryBench(BenchSink sink, BenchRivals rivals, int readers) {
    this.sink = sink;
    this.rivals = rivals;
    this.readers = readers;
  }

  /// Arguments: readers, rounds, connections, port, data folder, folder with nodemailer.
  public static void main(String[] args) throws Exception {
    var readers = Integer.parseInt(args[0]);
    var rounds = Integer.parseInt(args[1]);
    var connections = Integer.parseInt(args[2]);
    var sink = new BenchSink(Integer.parseInt(args[3]));
    var rivals = new BenchRivals(sink, connections, Path.of(args[5]));
    try (var courant =
        BenchCourant.start(Path.of(args[4]), sink.port(), connections, rivals.key())) {
      var bench = new DeliveryBench(sink, rivals, readers);
      // A server that sends to many has long been compiled.
      sink.measure(WARM_UP, () -> courant.send(WARM_UP, 16));
      for (var round = 0; round < rounds; round++) {
        bench.round(courant);
      }
      bench.print();
    }
  }

  private void round(BenchCourant courant) throws Exception {
    run(FASTEST, readers, () -> rivals.smtpSource(readers));
    var plain = run(PLAIN, readers, () -> courant.send(readers, 16));
    System.out.println(courant.cost(readers));
    flatness.add(plain.last() / plain.first());
    run(SIGNED, readers, () -> courant.sendSigned(readers, 16));
    System.out.println(courant.cost(readers));
    run(ALONE, readers, () -> courant.send(readers, 1));
    System.out.println(courant.cost(readers));
    var fewer = Math.max(1_000, Math.min(readers / 4, 20_000));
    run(NODEMAILER, fewer, () -> rivals.nodemailer(fewer, false));
    run(NODEMAILER_SIGNED, fewer / 2, () -> rivals.nodemailer(fewer / 2, true));
  }

  private BenchSink.Seen run(String who, int messages, BenchSink.Act act) throws Exception {
    var seen = sink.measure(messages, act);
    rates.computeIfAbsent(who, _ -> new ArrayList<>()).add(seen.rate());
    System.out.printf(
        "%-30s %9.0f messages/s   first tenth %9.0f   last tenth %9.0f%n",
        who, seen.rate(), seen.first(), seen.last());
    return seen;
  }

  private void print() {
    System.out.printf("%n%-30s %14s %14s %14s%n", "messages a second", "median", "least", "most");
    rates.forEach(
        (who, all) ->
            System.out.printf(
                "%-30s %14.0f %14.0f %14.0f%n",
                who, median(all), Collections.min(all), Collections.max(all)));
    ratio("plain-vs-smtp-source", PLAIN, FASTEST);
    ratio("plain-vs-nodemailer", PLAIN, NODEMAILER);
    ratio("signed-vs-nodemailer", SIGNED, NODEMAILER_SIGNED);
    ratio("plain-window1-vs-smtp-source", ALONE, FASTEST);
    System.out.printf("ratio last-tenth-vs-first-tenth %.2f%n", median(flatness));
    var heap = Runtime.getRuntime().maxMemory() / (1024 * 1024);
    System.out.printf("heap at most %d MB%n", heap);
  }

  private void ratio(String name, String ours, String theirs) {
    System.out.printf(
        "ratio %s %.2f%n",
        name,
        median(rates.getOrDefault(ours, List.of()))
            / median(rates.getOrDefault(theirs, List.of())));
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
