package org.courant.mailing;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.courant.delivery.MailingStates;
import org.courant.pacing.DomainState;
import org.courant.pacing.DomainStates;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "domains",
    description = "Shows mail providers that refuse our mail or ask for less of it.")
class DomainsCommand implements Callable<Integer> {
  private final Supplier<DomainStates> domains;
  private final Supplier<MailingStates> states;

  @Spec private @Nullable CommandSpec spec;

  DomainsCommand(Supplier<DomainStates> domains, Supplier<MailingStates> states) {
    this.domains = domains;
    this.states = states;
  }

  @Override
  public Integer call() {
    var all = domains.get().all();
    if (all.isEmpty()) {
      Console.of(spec).println("All domains take our mail.");
    }
    all.forEach(state -> Console.of(spec).println(line(state)));
    return 0;
  }

  private static String line(DomainState state) {
    return "%-8s %s since %s until %s, refusals %d; the last answer: %s"
        .formatted(
            state.trouble().name().toLowerCase(Locale.ROOT),
            state.domain(),
            state.since().truncatedTo(ChronoUnit.SECONDS),
            state.until().truncatedTo(ChronoUnit.SECONDS),
            state.refusals(),
            state.reason());
  }

  @Command(name = "resume", description = "Lets a domain have mail again at once.")
  int resume(@Parameters(paramLabel = "NAME") String name) {
    var domain = name.toLowerCase(Locale.ROOT);
    if (!domains.get().resume(domain)) {
      Console.errors(spec).printf("Nothing is against mail to %s.%n", domain);
      return 1;
    }
    states.get().lookAgain();
    Console.of(spec).printf("%s gets mail again.%n", domain);
    return 0;
  }
}
