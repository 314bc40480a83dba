package org.courant.mailing;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.courant.delivery.Equations;
import org.courant.delivery.Equations.Equation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "verify",
    description =
        "Counts what became of every mailing's recipients; fails when one is lost or there is no mailing.")
class VerifyCommand implements Callable<Integer> {
  private final Supplier<Equations> equations;

  @Spec private @Nullable CommandSpec spec;

  VerifyCommand(Supplier<Equations> equations) {
    this.equations = equations;
  }

  @Override
  public Integer call() {
    var all = equations.get().all();
    var out = Console.of(spec);
    if (all.isEmpty()) {
      out.println("There is no mailing to verify.");
      return 1;
    }
    all.forEach(equation -> out.println(equation.line()));
    return all.stream().allMatch(Equation::holds) ? 0 : 1;
  }
}
