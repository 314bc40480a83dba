package org.courant.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.courant.campaign.RunOutcome.Kind;
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
    recover(
        runs.unfinished().stream().filter(r -> r.campaign().equals(campaign.name())).toList(), now);
    if (runs.begin(campaign.name(), time, now)) {
      complete(campaign, time, now);
    }
    return runs.outcome(campaign.name(), time);
  }

  /// Gives an outcome to the runs that a kill left without one; returns how many.
  int recover(Instant now) {
    return recover(runs.unfinished(), now);
  }

  private int recover(List<Runs.Unfinished> left, Instant now) {
    for (Runs.Unfinished run : left) {
      campaigns
          .named(run.campaign())
          .ifPresentOrElse(
              campaign -> complete(campaign, run.scheduledFor(), now), () -> cancel(run, now));
    }
    return left.size();
  }

  private void cancel(Runs.Unfinished run, Instant now) {
    var reason = "the server stopped during it, and the campaign is not declared any more";
    conclude(run.campaign(), new RunOutcome(run.scheduledFor(), Kind.CANCELLED, reason), now);
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
      conclude(campaign.name(), missed(campaign, time, now), now);
      return;
    }
    try {
      var launched = launch.launch(campaign.newsletter(), campaign.name(), time, now);
      finish(campaign.name(), outcome(time, launched), issue(launched), now);
    } catch (RuntimeException e) {
      // The edge of one run: what goes wrong in it is its outcome and nobody else's. Without the
      // database it has none yet, and is recovered.
      LOG.error("campaign {} for {} failed", campaign.name(), time, e);
      var reason = "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
      conclude(campaign.name(), new RunOutcome(time, Kind.FAILED, reason), now);
    }
  }

  /// Ends a run that does not go on. What it had released before is sent all the same, and then it
  /// is told so; what it had not is given up.
  private void conclude(String campaign, RunOutcome end, Instant now) {
    Optional<LaunchOutcome> begun =
        launch.conclude(campaign, end.scheduledFor(), end.reason(), now);
    RunOutcome outcome =
        begun
            .map(launched -> outcome(end.scheduledFor(), launched))
            .filter(known -> !known.reason().equals(end.reason()))
            .orElse(end);
    finish(campaign, outcome, begun.map(CampaignRun::issue).orElse(null), now);
  }

  private static RunOutcome outcome(Instant time, LaunchOutcome launched) {
    return switch (launched) {
      case LaunchOutcome.Launched issue -> new RunOutcome(time, Kind.SENT, told(issue));
      case LaunchOutcome.Skipped(var reason) -> new RunOutcome(time, Kind.SKIPPED, reason);
      case LaunchOutcome.Held(_, var mailing, var reason) ->
          new RunOutcome(time, Kind.HELD, mailing + ": " + reason);
      case LaunchOutcome.Failed(var reason) -> new RunOutcome(time, Kind.FAILED, reason);
    };
  }

  private static @Nullable IssueId issue(LaunchOutcome launched) {
    return switch (launched) {
      case LaunchOutcome.Launched sent -> sent.issue();
      case LaunchOutcome.Held held -> held.issue();
      case LaunchOutcome.Skipped _, LaunchOutcome.Failed _ -> null;
    };
  }

  private void finish(String campaign, RunOutcome outcome, @Nullable IssueId issue, Instant now) {
    runs.finish(campaign, outcome, issue, now);
    LOG.info(
        "campaign {} for {}: {}, {}",
        campaign,
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

  private static String counted(long number, String word) {
    return "%d %s%s".formatted(number, word, number == 1 ? "" : "s");
  }

  private static String told(LaunchOutcome.Launched issue) {
    return "%s with %s to %s in %s"
        .formatted(
            issue.mailing(),
            counted(issue.articles(), "article"),
            counted(issue.recipients(), "reader"),
            counted(issue.variants(), "variant"));
  }
}
