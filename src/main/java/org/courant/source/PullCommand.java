package org.courant.source;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.courant.source.PullReport.Outcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@TopLevel
@Command(name = "pull", description = "Pulls the articles of all sources, or of one.")
class PullCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private final Supplier<Pulls> pulls;
  private final Supplier<Clock> clock;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "Name of the source.")
  private @Nullable String source;

  @Option(names = "--allow-withdrawals", description = "Lets the source withdraw what a pull held.")
  private boolean withdrawalsAllowed;

  PullCommand(Supplier<Pulls> pulls, Supplier<Clock> clock) {
    this.pulls = pulls;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    var declared = pulls.get().names();
    if (declared.isEmpty()) {
      Console.errors(spec).println("No source is declared: add one under courant.sources.");
      return FAILED;
    }
    if (source == null && withdrawalsAllowed) {
      Console.errors(spec).println("--allow-withdrawals needs the name of one source.");
      return WRONG_USE;
    }
    if (source != null && !declared.contains(source)) {
      Console.errors(spec)
          .printf("No source is named %s; declared are: %s%n", source, String.join(", ", declared));
      return WRONG_USE;
    }
    var now = clock.get().instant();
    var reports =
        source == null
            ? pulls.get().pullAll(now)
            : List.of(pulls.get().pull(source, withdrawalsAllowed, now));
    print(reports, Console.of(spec));
    return reports.stream().anyMatch(report -> report.outcome() == Outcome.FAILED) ? FAILED : 0;
  }

  private static void print(List<PullReport> reports, PrintWriter out) {
    var width = reports.stream().mapToInt(report -> report.source().length()).max().orElse(0);
    for (var report : reports) {
      out.printf(
          "%-"
              + width
              + "s  %-9s  %-9s  new %d, changed %d, unchanged %d, withdrawn %d, failed %d  (%.1f s)%n",
          report.source(),
          report.kind(),
          report.outcome().name().toLowerCase(java.util.Locale.ROOT),
          report.created(),
          report.changed(),
          report.unchanged(),
          report.withdrawn(),
          report.failed(),
          report.took().toMillis() / 1000.0);
      report.problems().forEach(problem -> out.printf("  ! %s%n", problem));
    }
  }
}
