package org.courant.campaign;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "campaigns",
    description = "Shows each campaign with its next five times and its last outcomes.")
class CampaignsCommand implements Callable<Integer> {
  private static final int TIMES = 5;
  private static final int OUTCOMES = 5;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  private final Supplier<Campaigns> campaigns;
  private final Supplier<Runs> runs;
  private final Supplier<Clock> clock;

  @Spec private @Nullable CommandSpec spec;

  CampaignsCommand(Supplier<Campaigns> campaigns, Supplier<Runs> runs, Supplier<Clock> clock) {
    this.campaigns = campaigns;
    this.runs = runs;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    PrintWriter out = Console.of(spec);
    if (campaigns.get().active().isEmpty()) {
      out.println("No campaign is declared: add one under courant.campaigns.");
    }
    campaigns.get().active().forEach(campaign -> show(campaign, out));
    return 0;
  }

  private void show(Campaign campaign, PrintWriter out) {
    ZoneId zone = campaign.zone();
    out.printf(
        "%s  sends %s, \"%s\" in %s%n",
        campaign.name(), campaign.newsletter(), campaign.cron(), zone.getId());
    var next = CampaignTriggers.next(campaign, clock.get().instant(), TIMES);
    if (next.isEmpty()) {
      out.println("  next  never: its last time is past");
    }
    next.forEach(time -> out.printf("  next  %s%n", TIME.format(time)));
    for (RunOutcome outcome : runs.get().last(campaign.name(), OUTCOMES)) {
      out.printf(
          "  last  %s  %s: %s%n",
          TIME.format(outcome.scheduledFor().atZone(zone)),
          outcome.kind().word(),
          outcome.reason());
    }
  }
}
