package org.courant.mailing;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.MailingStates;
import org.courant.delivery.Mailings;
import org.courant.message.MailAddress;
import org.courant.message.MailingId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "deliveries",
    description = "Shows single recipients' messages, and decides what only a person can decide.",
    synopsisSubcommandLabel = "show|resolve")
class DeliveriesCommand implements Callable<Integer> {
  private final Supplier<Mailings> mailings;
  private final Supplier<MailingStates> states;
  private final Supplier<Deliveries> deliveries;
  private final Supplier<Clock> clock;

  @Spec private @Nullable CommandSpec spec;

  DeliveriesCommand(
      Supplier<Mailings> mailings,
      Supplier<MailingStates> states,
      Supplier<Deliveries> deliveries,
      Supplier<Clock> clock) {
    this.mailings = mailings;
    this.states = states;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Console.errors(spec)
        .println(
            "Say what to do: deliveries show --mailing NAME, or deliveries resolve --mailing NAME --as sent|resend");
    return 2;
  }

  @Command(
      name = "show",
      description =
          "Shows a mailing's recipients: state, tries, the relay's last answer and when it is tried next.")
  int show(
      @Option(names = "--mailing", required = true, paramLabel = "NAME") String name,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              description = "Only those, such as failed, deferred or uncertain.")
          @Nullable String state,
      @Option(names = "--address", paramLabel = "ADDRESS", description = "Only this reader.")
          @Nullable String address,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "20",
              description = "At most as many; 20 unless given.")
          int limit,
      @Option(
              names = "--transcript",
              description = "With what was said of messages that were not taken.")
          boolean talk) {
    try {
      var which = new Deliveries.Which(state(state), reader(address), limit);
      return ByName.act(mailings.get(), name, spec, id -> show(id, name, which, talk));
    } catch (IllegalArgumentException wrong) {
      Console.errors(spec).println(wrong.getMessage());
      return 2;
    }
  }

  private int show(MailingId id, String name, Deliveries.Which which, boolean talk) {
    var rows = deliveries.get().of(id, which);
    if (rows.isEmpty()) {
      Console.of(spec).printf("%s has no such recipient.%n", name);
    }
    rows.forEach(row -> DeliveryLines.print(row, talk, Console.of(spec)));
    return 0;
  }

  private static @Nullable DeliveryState state(@Nullable String word) {
    if (word == null) {
      return null;
    }
    return Stream.of(DeliveryState.values())
        .filter(state -> state.word().replace(' ', '-').equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("--state is no state: " + word));
  }

  private static @Nullable MailAddress reader(@Nullable String address) {
    try {
      return address == null ? null : MailAddress.parse(address);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("--address is no mail address.");
    }
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
    return ByName.act(mailings.get(), name, spec, id -> resolve(id, name, fate));
  }

  private int resolve(MailingId id, String name, String fate) {
    if (fate.equals("resend") && !states.get().useful(id, clock.get().instant())) {
      Console.errors(spec)
          .printf(
              "%s was cancelled or is too old to be sent; its uncertain messages stay as they are.%n",
              name);
      return 1;
    }
    var to = fate.equals("sent") ? DeliveryState.SENT : DeliveryState.PENDING;
    var rows = states.get().resolve(id, to, clock.get().instant());
    if (rows == 0) {
      Console.of(spec).printf("%s has no uncertain message.%n", name);
      return 0;
    }
    Console.of(spec)
        .printf("Uncertain messages of %s that count as %s now: %d%n", name, to.word(), rows);
    return 0;
  }
}
