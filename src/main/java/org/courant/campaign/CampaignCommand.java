package org.courant.campaign;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@TopLevel
@Command(name = "campaign", description = "Runs a campaign.", synopsisSubcommandLabel = "run")
class CampaignCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private final Supplier<Campaigns> campaigns;
  private final Supplier<CampaignRun> run;
  private final Supplier<Clock> clock;

  @Spec private @Nullable CommandSpec spec;

  CampaignCommand(Supplier<Campaigns> campaigns, Supplier<CampaignRun> run, Supplier<Clock> clock) {
    this.campaigns = campaigns;
    this.run = run;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Console.errors(spec).println("Say what to do: campaign run NAME");
    return WRONG_USE;
  }

  @Command(
      name = "run",
      description = "Composes and releases an issue now; a running server sends it.")
  int runNow(@Parameters(paramLabel = "NAME", description = "The campaign.") String name) {
    Optional<Campaign> campaign = campaigns.get().named(name);
    if (campaign.isEmpty()) {
      Console.errors(spec).println(unknown(name));
      return WRONG_USE;
    }
    Instant now = clock.get().instant();
    Optional<RunOutcome> outcome = run.get().run(campaign.get(), now, now);
    if (outcome.isEmpty()) {
      Console.of(spec).printf("%s is being run by another process.%n", name);
      return FAILED;
    }
    RunOutcome.Kind kind = outcome.get().kind();
    Console.of(spec)
        .printf(
            "%s %s: %s%n",
            name, kind == RunOutcome.Kind.SENT ? "launched" : kind.word(), outcome.get().reason());
    if (kind == RunOutcome.Kind.SENT) {
      Console.of(spec)
          .println("A running server sends it now; without one it waits for: courant serve");
    }
    return kind == RunOutcome.Kind.FAILED ? FAILED : 0;
  }

  private String unknown(String name) {
    var known = campaigns.get().active().stream().map(Campaign::name).toList();
    String rest = known.isEmpty() ? "none is declared" : "known are: " + String.join(", ", known);
    return "There is no campaign \"%s\"; %s".formatted(name, rest);
  }
}
