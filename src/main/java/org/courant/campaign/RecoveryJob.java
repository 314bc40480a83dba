package org.courant.campaign;

import java.time.Clock;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/// Gives runs an outcome that whoever began them left without one.
@DisallowConcurrentExecution
class RecoveryJob implements Job {
  private final CampaignRun run;
  private final Clock clock;

  RecoveryJob(CampaignRun run, Clock clock) {
    this.run = run;
    this.clock = clock;
  }

  @Override
  public void execute(JobExecutionContext context) {
    run.recover(clock.instant());
  }
}
