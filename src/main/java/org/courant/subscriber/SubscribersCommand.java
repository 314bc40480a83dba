package org.courant.subscriber;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.courant.publication.Newsletter;
import org.courant.publication.Newsletters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "subscribers",
    description = "Brings readers in.",
    synopsisSubcommandLabel = "import")
class SubscribersCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private final Supplier<Readers> readers;
  private final Supplier<Newsletters> newsletters;
  private final Supplier<Clock> clock;

  @Spec private @Nullable CommandSpec spec;

  SubscribersCommand(
      Supplier<Readers> readers, Supplier<Newsletters> newsletters, Supplier<Clock> clock) {
    this.readers = readers;
    this.newsletters = newsletters;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Console.errors(spec).println("Say what to do: subscribers import FILE");
    return WRONG_USE;
  }

  @Command(
      name = "import",
      description = {
        "Adds the readers of a CSV file to a newsletter; without --commit it only tells what it would do.",
        "The first line names the columns: address (or email), name, language, zone,",
        "topics (separated by ; or |), joined."
      })
  int importFile(
      @Parameters(paramLabel = "FILE", description = "A CSV file in UTF-8.") Path file,
      @Option(
              names = "--newsletter",
              paramLabel = "SLUG",
              description = "The newsletter they get; may be left out where there is only one.")
          @Nullable String slug,
      @Option(names = "--commit", description = "Do it.") boolean commit) {
    List<String> known = newsletters.get().active().stream().map(Newsletter::slug).toList();
    if (slug == null ? known.size() != 1 : !known.contains(slug)) {
      Console.errors(spec).println(unknown(slug, known));
      return WRONG_USE;
    }
    String newsletter = slug == null ? known.getFirst() : slug;
    PrintWriter out = Console.of(spec);
    try {
      var told = new Readers.Told(out::println, Console.errors(spec)::println);
      ImportReport report =
          readers.get().importFile(file, newsletter, commit, told, clock.get().instant());
      print(report, newsletter, commit, out);
      return 0;
    } catch (UnusableFile e) {
      Console.errors(spec).printf("%s: %s%n", file, e.getMessage());
      return FAILED;
    }
  }

  private static void print(
      ImportReport report, String newsletter, boolean commit, PrintWriter out) {
    for (String column : report.unknownColumns()) {
      out.printf("The column \"%s\" means nothing here and is passed over.%n", column);
    }
    String tense = commit ? "" : "would be ";
    out.printf(
        "%s for %s: %d %sadded (%d of them new readers), %d there already, %d refused%n",
        report.rows() == 1 ? "1 row" : report.rows() + " rows",
        newsletter,
        report.joined(),
        tense,
        report.added(),
        report.unchanged(),
        report.refused());
    if (!commit) {
      out.println("This was a dry run: nothing is changed. Add --commit to do it.");
    }
  }

  private static String unknown(@Nullable String slug, List<String> known) {
    return "%s Give --newsletter with one of: %s"
        .formatted(
            slug == null ? "Which newsletter?" : "There is no newsletter \"%s\".".formatted(slug),
            String.join(", ", known));
  }
}
