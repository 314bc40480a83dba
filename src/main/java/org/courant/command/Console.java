package org.courant.command;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command prints. Picocli sets a command's specification after its constructor has run,
/// hence the null.
public final class Console {
  private Console() {}

  /// Standard output of the running command.
  public static PrintWriter of(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "the command runs under picocli").commandLine().getOut();
  }

  /// Standard error of the running command.
  public static PrintWriter errors(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "the command runs under picocli").commandLine().getErr();
  }
}
