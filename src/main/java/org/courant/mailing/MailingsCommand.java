package org.courant.mailing;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.courant.delivery.Equation;
import org.courant.delivery.Equations;
import org.courant.delivery.Mailings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "mailings",
    description = "Shows each mailing: where it stands, and what became of its recipients.")
class MailingsCommand implements Callable<Integer> {
  private final Supplier<Equations> equations;
  private final Supplier<Mailings> mailings;

  @Spec private @Nullable CommandSpec spec;

  MailingsCommand(Supplier<Equations> equations, Supplier<Mailings> mailings) {
    this.equations = equations;
    this.mailings = mailings;
  }

  @Override
  public Integer call() {
    var out = Console.of(spec);
    var all = equations.get().all();
    if (all.isEmpty()) {
      out.println("There is no mailing yet.");
    }
    all.forEach(equation -> out.println(line(equation)));
    return 0;
  }

  private String line(Equation equation) {
    var state = equation.state().name().toLowerCase(Locale.ROOT);
    var reason =
        mailings
            .get()
            .named(equation.mailing())
            .flatMap(id -> mailings.get().reason(id))
            .map(why -> " (" + why + ")")
            .orElse("");
    return "%-9s %s%s".formatted(state, equation.line(), reason);
  }
}
