package org.courant.subscriber;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.courant.Bench;
import org.courant.BenchCost;
import org.springframework.context.ApplicationContext;

/// Takes a file of many readers in: `scripts/bench import`.
final class ImportBench {
  private ImportBench() {}

  /// Arguments: rows, data folder.
  public static void main(String[] args) throws Exception {
    var rows = Integer.parseInt(args[0]);
    var data = Path.of(args[1]);
    Files.createDirectories(data);
    try (var context =
        Bench.start(
            data,
            "--courant.newsletters[0].slug=bench",
            "--courant.newsletters[0].title=Bench",
            "--courant.newsletters[0].from-address=news@courant.test",
            "--spring.datasource.hikari.minimum-idle=1")) {
      var file = file(data, rows);
      var small = file(data, Math.min(rows, 20_000));
      run(context, "to warm up, a dry run", small, false);
      run(context, "a dry run", file, false);
      run(context, "the import", file, true);
      run(context, "the same again", file, true);
      System.out.printf(
          "heap at most %d MB; live after the last collection %d MB%n",
          Runtime.getRuntime().maxMemory() >> 20, BenchCost.liveHeap() >> 20);
    }
  }

  private static void run(ApplicationContext context, String what, Path file, boolean commit)
      throws Exception {
    var before = BenchCost.now(context);
    var start = System.nanoTime();
    Callable<ImportReport> act =
        () ->
            context
                .getBean(Readers.class)
                .importFile(file, "bench", commit, _ -> {}, context.getBean(Clock.class).instant());
    var report = act.call();
    var seconds = (System.nanoTime() - start) / 1e9;
    var spent = BenchCost.now(context).minus(before);
    System.out.printf(
        "%-22s %,9d rows, %,9d joined, %,6d refused: %6.1f s, %,8.0f rows/s, processor %5.1f s here and %5.1f s in PostgreSQL%n",
        what,
        report.rows(),
        report.joined(),
        report.refused(),
        seconds,
        report.rows() / seconds,
        spent.own() / 1e9,
        spent.database() / 1e9);
  }

  /// One row in a thousand names the mailbox of the row before.
  private static Path file(Path data, int rows) throws IOException {
    var file = data.resolve("readers-" + rows + ".csv");
    try (var out = Files.newBufferedWriter(file)) {
      out.write("address,name,language,zone,topics,joined\n");
      for (var row = 1; row <= rows; row++) {
        var number = row % 1_000 == 0 ? row - 1 : row;
        out.write(
            "Reader.%d@readers-%d.example,Reader %d,%s,Europe/Paris,,2026-01-%02d\n"
                .formatted(number, number % 500, row, Locale.FRENCH.toLanguageTag(), row % 28 + 1));
      }
    }
    return file;
  }
}
