package org.courant.hub;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "hub",
    description = "Shows who is told of changes of the feeds, and how that went.")
class HubCommand implements Callable<Integer> {
  private final Supplier<HubSubscriptions> subscriptions;
  private final Supplier<HubLog> deliveries;
  private final Supplier<Clock> clock;

  @Spec private @Nullable CommandSpec spec;

  HubCommand(
      Supplier<HubSubscriptions> subscriptions,
      Supplier<HubLog> deliveries,
      Supplier<Clock> clock) {
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Console.errors(spec).println("Say what to do: hub subscriptions, hub deliveries, or hub deny.");
    return 2;
  }

  @Command(name = "subscriptions", description = "Lists the subscriptions.")
  int list() {
    var all = subscriptions.get().all();
    for (var one : all) {
      Console.of(spec)
          .printf(
              "%s  %s  until %s%s%n",
              one.topic(), one.callback(), one.expires(), one.signed() ? ", signed" : "");
    }
    Console.of(spec).printf("%d subscriptions.%n", all.size());
    return 0;
  }

  @Command(name = "deliveries", description = "Lists the latest calls to callbacks, newest first.")
  int log(
      @Option(
              names = "--most",
              defaultValue = "50",
              paramLabel = "NUMBER",
              description = "How many; ${DEFAULT-VALUE} unless given.")
          int most) {
    for (var line : deliveries.get().latest(most)) {
      var tries = line.attempts() == 1 ? "1 try" : line.attempts() + " tries";
      Console.of(spec)
          .printf(
              "%s  %s %s, %s%s%n  %s -> %s%n",
              line.created(),
              line.kind().name().toLowerCase(Locale.ROOT),
              line.state().name().toLowerCase(Locale.ROOT),
              tries,
              line.answer() == null ? "" : ": " + line.answer(),
              line.topic(),
              line.callback());
    }
    return 0;
  }

  @Command(
      name = "deny",
      description = "Ends the subscriptions of a callback; a running server tells it so.")
  int deny(
      @Option(names = "--callback", required = true, paramLabel = "URL") String callback,
      @Option(names = "--topic", paramLabel = "URL", description = "Only this one.")
          @Nullable String topic,
      @Option(
              names = "--reason",
              defaultValue = "The publisher ended this subscription.",
              paramLabel = "TEXT",
              description = "What the subscriber is told.")
          String reason) {
    int ended =
        subscriptions
            .get()
            .deny(callback, Optional.ofNullable(topic), reason, clock.get().instant());
    if (ended == 0) {
      Console.errors(spec).println("That callback has no such subscription.");
      return 1;
    }
    Console.of(spec).printf("%d subscriptions ended.%n", ended);
    return 0;
  }
}
