package org.courant.mailing;

import static org.courant.delivery.DeliveryState.DEFERRED;
import static org.courant.delivery.DeliveryState.PENDING;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.courant.delivery.MailingStates;
import org.courant.delivery.Mailings;
import org.courant.delivery.StandingMailings;
import org.courant.message.MailingId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "mailing",
    description =
        "Follows a mailing, stops it or lets it go on; a running server heeds it at once.",
    synopsisSubcommandLabel = "watch|pause|resume|cancel")
class MailingCommand implements Callable<Integer> {
  private static final String BY_A_PERSON = "a person stopped it";

  private final Supplier<Mailings> mailings;
  private final Supplier<MailingStates> states;
  private final Supplier<StandingMailings> standing;
  private final Supplier<Looks> looks;
  private final Supplier<Clock> clock;

  @Spec private @Nullable CommandSpec spec;

  MailingCommand(
      Supplier<Mailings> mailings,
      Supplier<MailingStates> states,
      Supplier<StandingMailings> standing,
      Supplier<Looks> looks,
      Supplier<Clock> clock) {
    this.mailings = mailings;
    this.states = states;
    this.standing = standing;
    this.looks = looks;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Console.errors(spec)
        .println("Say what to do: mailing watch, mailing pause, mailing resume or mailing cancel");
    return 2;
  }

  @Command(
      name = "watch",
      description = "Follows a mailing until it ends; a standing one until nothing of it waits.")
  int watch(@Parameters(paramLabel = "NAME") String name) {
    return ByName.act(mailings.get(), name, spec, _ -> follow(name));
  }

  private int follow(String name) {
    var watch = new Watch(looks.get(), clock.get(), Console.of(spec));
    return standing.get().names().contains(name) ? watch.followStanding(name) : watch.follow(name);
  }

  @Command(name = "pause", description = "Stops a mailing until it is resumed.")
  int pause(@Parameters(paramLabel = "NAME") String name) {
    return act(
        name,
        id -> states.get().pause(id, BY_A_PERSON),
        "%s pauses. What is in transit now still leaves.%n",
        "%s is not under way.%n");
  }

  @Command(name = "resume", description = "Lets a paused or held mailing go on.")
  int resume(@Parameters(paramLabel = "NAME") String name) {
    return act(
        name,
        id -> states.get().resume(id, clock.get().instant()),
        "%s goes on.%n",
        "%s is neither paused nor held.%n");
  }

  @Command(
      name = "cancel",
      description = "Ends a mailing for good: whoever has not had it will not get it.")
  int cancel(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--yes", description = "Do it: it cannot be undone.") boolean sure) {
    if (!sure) {
      return ByName.act(mailings.get(), name, spec, id -> sure(name, id) ? cancel(name) : 2);
    }
    return cancel(name);
  }

  private int cancel(String name) {
    return act(
        name,
        id -> mailings.get().cancel(id, BY_A_PERSON, clock.get().instant()),
        "%s is cancelled. What is in transit now still leaves.%n",
        "%s has ended already.%n");
  }

  /// True when there is nothing to lose.
  private boolean sure(String name, MailingId id) {
    var at = mailings.get().progress(id);
    var left = at.count(PENDING) + at.count(DEFERRED);
    if (left > 0) {
      Console.errors(spec)
          .printf(
              "%d of %d would never get %s. Say it again with --yes, or stop it for now: mailing pause %s%n",
              left, at.frozen(), name, name);
    }
    return left == 0;
  }

  private int act(String name, Predicate<MailingId> act, String done, String refused) {
    return ByName.act(
        mailings.get(),
        name,
        spec,
        id -> {
          if (!act.test(id)) {
            Console.errors(spec).printf(refused, name);
            return 1;
          }
          Console.of(spec).printf(done, name);
          return 0;
        });
  }
}
