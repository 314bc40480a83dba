package org.courant.campaign;

import java.time.Clock;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/// What Quartz wakes: hands on the time a run was scheduled for, which may lie in the past.
class CampaignJob implements Job {
  static final String NAME = "campaign";

  private final Campaigns campaigns;
  private final CampaignRun run;
  private final Clock clock;

  CampaignJob(Campaigns campaigns, CampaignRun run, Clock clock) {
    this.campaigns = campaigns;
    this.run = run;
    this.clock = clock;
  }

  @Override
  public void execute(JobExecutionContext context) {
    String name = context.getMergedJobDataMap().getString(NAME);
    campaigns
        .named(name)
        .ifPresent(
            campaign ->
                run.run(campaign, context.getScheduledFireTime().toInstant(), clock.instant()));
  }
}
