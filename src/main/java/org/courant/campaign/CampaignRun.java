package org.courant.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.courant.campaign.RunOutcome.Kind;
import org.courant.issue.Exclusive;
import org.courant.issue.IssueId;
import org.courant.issue.IssueLaunch;
import org.courant.issue.LaunchOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Runs a campaign for one of its times, once, however many nodes or wake-ups ask for it.
@Component
public class CampaignRun {
  private static final Logger LOG = LoggerFactory.getLogger(CampaignRun.class);

  private final Campaigns campaigns;
  private final Runs runs;
  private final IssueLaunch launch;
  private final Exclusive exclusive;

  CampaignRun(Campaigns campaigns, Runs runs, IssueLaunch launch, Exclusive exclusive) {
    this.campaigns = campaigns;
    this.runs = runs;
    this.launch = launch;
    this.exclusive = exclusive;
  }

  /// The outcome of this campaign and time, be it of this call or of an earlier one; empty while
  /// another node is at it.
  public Optional<RunOutcome> run(Campaign campaign, Instant scheduledFor, Instant now) {
    Instant time = scheduledFor.truncatedTo(ChronoUnit.MICROS);
    campaigns.declare(campaign, now);
    if (runs.begin(campaign.name(), time, now)) {
      complete(campaign, time, now);
    }
    return runs.outcome(campaign.name(), time);
  }

  /// Gives an outcome to the runs that a kill left without one; returns how many.
  int recover(Instant now) {
    var left = runs.unfinished();
    for (Runs.Unfinished run : left) {
      campaigns
          .named(run.campaign())
          .ifPresentOrElse(
              campaign -> complete(campaign, run.scheduledFor(), now),
              () -> {
                var reason =
                    "the server stopped during it, and the campaign is not declared any more";
                var outcome = new RunOutcome(run.scheduledFor(), Kind.CANCELLED, reason);
                runs.finish(run.campaign(), outcome, null, now);
              });
    }
    return left.size();
  }

  /// A run without an outcome may be another node's that is at work: this waits for it, and then
  /// has nothing to do.
  private void complete(Campaign campaign, Instant time, Instant now) {
    exclusive.run(
        "campaign " + campaign.name(),
        () -> {
          Optional<RunOutcome> known = runs.outcome(campaign.name(), time);
          if (known.isEmpty()) {
            decide(campaign, time, now);
          }
          return known;
        });
  }

  private void decide(Campaign campaign, Instant time, Instant now) {
    if (now.isAfter(time.plus(campaign.tolerance()))) {
      finish(campaign, missed(campaign, time, now), null, now);
      return;
    }
    LaunchOutcome launched = launched(campaign, time, now);
    switch (launched) {
      case LaunchOutcome.Launched issue ->
          finish(campaign, new RunOutcome(time, Kind.SENT, told(issue)), issue.issue(), now);
      case LaunchOutcome.Skipped(var reason) ->
          finish(campaign, new RunOutcome(time, Kind.SKIPPED, reason), null, now);
      case LaunchOutcome.Held(var issue, var mailing, var reason) ->
          finish(campaign, new RunOutcome(time, Kind.HELD, mailing + ": " + reason), issue, now);
      case LaunchOutcome.Failed(var reason) ->
          finish(campaign, new RunOutcome(time, Kind.FAILED, reason), null, now);
    }
  }

  /// The edge of one run: whatever goes wrong in it is its outcome and nobody else's.
  private LaunchOutcome launched(Campaign campaign, Instant time, Instant now) {
    try {
      return launch.launch(campaign.newsletter(), campaign.name(), time, now);
    } catch (RuntimeException e) {
      LOG.error("campaign {} for {} failed", campaign.name(), time, e);
      return new LaunchOutcome.Failed(
          "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()));
    }
  }

  private void finish(Campaign campaign, RunOutcome outcome, @Nullable IssueId issue, Instant now) {
    runs.finish(campaign.name(), outcome, issue, now);
    LOG.info(
        "campaign {} for {}: {}, {}",
        campaign.name(),
        outcome.scheduledFor(),
        outcome.kind().word(),
        outcome.reason());
  }

  private static RunOutcome missed(Campaign campaign, Instant time, Instant now) {
    Duration late = Duration.between(time, now);
    return new RunOutcome(
        time,
        Kind.MISSED,
        "it came %s late, more than the %s allowed"
            .formatted(words(late), words(campaign.tolerance())));
  }

  private static String words(Duration duration) {
    if (duration.toMinutes() == 0) {
      return "%d s".formatted(duration.toSeconds());
    }
    return duration.toHours() == 0
        ? "%d min".formatted(duration.toMinutes())
        : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
  }

  private static String told(LaunchOutcome.Launched issue) {
    return "%s with %s to %s in %s"
        .formatted(
            issue.mailing(),
            counted(issue.articles(), "article"),
            counted(issue.recipients(), "reader"),
            counted(issue.variants(), "variant"));
  }

  private static String counted(long number, String thing) {
    return number == 1 ? "1 " + thing : "%d %ss".formatted(number, thing);
  }
}
