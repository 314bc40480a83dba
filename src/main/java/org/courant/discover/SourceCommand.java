package org.courant.discover;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.courant.source.SourceListing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "source",
    description = "Shows how sources are, and looks at what they hold.",
    subcommands = {SourceReadCommand.class, ProbeCommand.class})
class SourceCommand implements Callable<Integer> {
  private static final int WRONG_USE = 2;

  private final Supplier<SourceListing> listing;

  @Spec private @Nullable CommandSpec spec;

  SourceCommand(Supplier<SourceListing> listing) {
    this.listing = listing;
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("the command runs under picocli");
    }
    throw new ParameterException(spec.commandLine(), "Say what to do: list, log, read or probe");
  }

  @Command(
      name = "list",
      description = "Lists the sources: how each is, when it is pulled next, and why not sooner.")
  int list() {
    var out = Console.of(spec);
    listing.get().list(out);
    out.flush();
    return 0;
  }

  @Command(name = "log", description = "Shows the last pulls of a source and what became of each.")
  int log(
      @Parameters(paramLabel = "SOURCE", description = "Name of the source.") String source,
      @Option(
              names = "--last",
              paramLabel = "NUMBER",
              defaultValue = "20",
              description = "How many pulls; 20 unless given.")
          int last) {
    var out = Console.of(spec);
    if (listing.get().log(source, last, out)) {
      out.flush();
      return 0;
    }
    Console.errors(spec).printf("No source named %s was ever pulled.%n", source);
    return WRONG_USE;
  }
}
