package org.courant.discover;

import java.util.concurrent.Callable;
import org.courant.command.TopLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "source",
    description = "Looks at what sources hold.",
    subcommands = {SourceReadCommand.class, ProbeCommand.class})
class SourceCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("the command runs under picocli");
    }
    throw new ParameterException(spec.commandLine(), "Say what to do: read or probe");
  }
}
