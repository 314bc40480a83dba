package org.courant.mailing;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.courant.delivery.Retries;
import org.courant.pacing.DomainState;
import org.courant.pacing.DomainStates;
import org.courant.pacing.Pacing;
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
  private final Supplier<Retries> retries;
  private final Supplier<Pacing> pacing;
  private final Supplier<Clock> clock;

  @Spec private @Nullable CommandSpec spec;

  DomainsCommand(
      Supplier<DomainStates> domains,
      Supplier<Retries> retries,
      Supplier<Pacing> pacing,
      Supplier<Clock> clock) {
    this.domains = domains;
    this.retries = retries;
    this.pacing = pacing;
    this.clock = clock;
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

  @Command(
      name = "resume",
      description = "Lets a domain have mail again at once, also what it put off.")
  int resume(@Parameters(paramLabel = "NAME") String name) {
    var provider = pacing.get().provider(name.toLowerCase(Locale.ROOT));
    var known = provider.getFirst();
    if (!domains.get().resume(known)) {
      Console.errors(spec).printf("Nothing is against mail to %s.%n", known);
      return 1;
    }
    var rows = retries.get().tryNow(provider, clock.get().instant());
    Console.of(spec).printf("%s gets mail again%s.%n", known, again(rows));
    return 0;
  }

  private static String again(int rows) {
    return switch (rows) {
      case 0 -> "";
      case 1 -> "; 1 message that was put off is tried now";
      default -> "; %d messages that were put off are tried now".formatted(rows);
    };
  }
}
