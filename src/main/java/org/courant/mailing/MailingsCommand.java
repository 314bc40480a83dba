package org.courant.mailing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.courant.delivery.Equations.Equation;
import org.courant.delivery.MailingState;
import org.courant.delivery.StandingMailings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "mailings",
    description =
        "Shows each mailing: where it stands, what became of its recipients, and how fast it goes.")
class MailingsCommand implements Callable<Integer> {
  /// Between the two looks that make a rate.
  private static final Duration APART = Duration.ofSeconds(1);

  private final Supplier<Looks> looks;
  private final Supplier<StandingMailings> standing;
  private final Supplier<Clock> clock;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--watch", description = "Follows those that are under way until they end.")
  private boolean watch;

  MailingsCommand(
      Supplier<Looks> looks, Supplier<StandingMailings> standing, Supplier<Clock> clock) {
    this.looks = looks;
    this.standing = standing;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    var out = Console.of(spec);
    if (watch) {
      return new Watch(looks.get(), clock.get(), out).followAll(standing.get().names());
    }
    var all = seen();
    if (all.isEmpty()) {
      out.println("There is no mailing yet.");
    }
    var domains = looks.get().waitingDomains(all);
    all.forEach(one -> out.println(line(one, domains)));
    return 0;
  }

  /// Two looks when one goes, since one look knows no rate.
  private List<Moving> seen() {
    var pace = new Pace();
    var first = pace.of(looks.get().all(), clock.get().instant());
    if (first.stream().noneMatch(MailingsCommand::goes)) {
      return first;
    }
    try (var interrupt = new Interrupt()) {
      return interrupt.pause(APART) ? pace.of(looks.get().all(), clock.get().instant()) : first;
    }
  }

  private static boolean goes(Moving one) {
    return one.mailing().state() == MailingState.SENDING && one.mailing().done() < 1;
  }

  private static String line(Moving one, long domains) {
    var mailing = one.mailing();
    var equation =
        new Equation(mailing.name(), mailing.state(), mailing.frozen(), mailing.counts());
    return "%-9s %s%s%s"
        .formatted(
            mailing.state().name().toLowerCase(Locale.ROOT),
            equation.line(),
            goes(one) ? "; " + one.pace() + one.waits(domains) : "",
            mailing.reason() == null ? "" : " (" + mailing.reason() + ")");
  }
}
