package org.courant.source;

import java.time.Clock;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/// Wakes one source's pull.
@DisallowConcurrentExecution
class PullJob implements Job {
  private final Pulls pulls;
  private final Clock clock;

  PullJob(Pulls pulls, Clock clock) {
    this.pulls = pulls;
    this.clock = clock;
  }

  @Override
  public void execute(JobExecutionContext context) {
    pulls.pullDue(context.getJobDetail().getKey().getName(), clock.instant());
  }
}
