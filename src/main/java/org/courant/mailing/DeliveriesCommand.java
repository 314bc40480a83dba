package org.courant.mailing;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.MailingStates;
import org.courant.delivery.Mailings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@TopLevel
@Command(name = "deliveries", description = "Decides what only a person can decide.")
class DeliveriesCommand implements Callable<Integer> {
  private final Supplier<Mailings> mailings;
  private final Supplier<MailingStates> states;
  private final Supplier<Clock> clock;

  @Spec private @Nullable CommandSpec spec;

  DeliveriesCommand(
      Supplier<Mailings> mailings, Supplier<MailingStates> states, Supplier<Clock> clock) {
    this.mailings = mailings;
    this.states = states;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Console.errors(spec)
        .println("Say what to do: deliveries resolve --mailing NAME --as sent|resend");
    return 2;
  }

  @Command(
      name = "resolve",
      description =
          "Turns a mailing's uncertain messages into sent ones, or sends them again: some readers may then have two.")
  int resolve(
      @Option(names = "--mailing", required = true, paramLabel = "NAME") String name,
      @Option(
              names = "--as",
              required = true,
              paramLabel = "sent|resend",
              description = "What became of them, or what should.")
          String fate) {
    if (!fate.equals("sent") && !fate.equals("resend")) {
      Console.errors(spec).println("--as is sent or resend.");
      return 2;
    }
    var id = mailings.get().named(name);
    if (id.isEmpty()) {
      return unknown(name);
    }
    if (fate.equals("resend") && !states.get().useful(id.get(), clock.get().instant())) {
      Console.errors(spec)
          .printf(
              "%s was cancelled or is too old to be sent; its uncertain messages stay as they are.%n",
              name);
      return 1;
    }
    var to = fate.equals("sent") ? DeliveryState.SENT : DeliveryState.PENDING;
    var rows = states.get().resolve(id.get(), to, clock.get().instant());
    if (rows == 0) {
      Console.of(spec).printf("%s has no uncertain message.%n", name);
      return 0;
    }
    Console.of(spec)
        .printf("Uncertain messages of %s that count as %s now: %d%n", name, to.word(), rows);
    return 0;
  }

  private int unknown(String name) {
    Console.errors(spec).printf("There is no mailing %s.%n", name);
    return 1;
  }
}
