package org.courant.source;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.courant.database.NodesInTurn;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.SchedulingException;
import org.springframework.stereotype.Component;

/// Brings the scheduler in line with the declared sources at start. A pull that was missed is not
/// made up for: the next one sees the same.
@Component
@ConditionalOnProperty(name = "courant.role", havingValue = "serve")
class PullTriggers {
  private static final Logger LOG = LoggerFactory.getLogger(PullTriggers.class);
  private static final String GROUP = "pull";

  private static final JobKey FORGETTING = JobKey.jobKey("forgetting", "source");

  private final Scheduler scheduler;
  private final SourceSettings settings;
  private final NodesInTurn nodes;

  PullTriggers(Scheduler scheduler, SourceSettings settings, NodesInTurn nodes) {
    this.scheduler = scheduler;
    this.settings = settings;
    this.nodes = nodes;
  }

  /// How often a source is looked at whether it is due: a tenth of its interval.
  static Duration waking(DeclaredSource source) {
    return source.interval().dividedBy(10);
  }

  @EventListener(ApplicationReadyEvent.class)
  void reconcile() {
    for (var source : settings.sources()) {
      source.fault().ifPresent(fault -> LOG.warn("source {}: {}", source.name(), fault));
    }
    nodes.run(
        "pull triggers",
        () -> {
          try {
            scheduleDeclared();
          } catch (SchedulerException fault) {
            throw new SchedulingException("the pulls cannot be scheduled", fault);
          }
        });
  }

  private void scheduleDeclared() throws SchedulerException {
    var wanted = new HashSet<JobKey>();
    for (var source : settings.pulled()) {
      wanted.add(JobKey.jobKey(source.name(), GROUP));
      if (!isScheduled(source)) {
        schedule(source);
      }
    }
    var known = scheduler.getJobKeys(GroupMatcher.jobGroupEquals(GROUP));
    scheduler.deleteJobs(List.copyOf(minus(known, wanted)));
    forget();
  }

  /// Once a day, on one node; at the start when no server ran at that hour.
  private void forget() throws SchedulerException {
    var key = TriggerKey.triggerKey(FORGETTING.getName(), FORGETTING.getGroup());
    if (scheduler.getTrigger(key) instanceof SimpleTrigger known
        && known.getMisfireInstruction()
            == SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NOW_WITH_EXISTING_REPEAT_COUNT) {
      return;
    }
    var daily = SimpleScheduleBuilder.repeatHourlyForever(24);
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .startNow()
            .withSchedule(daily.withMisfireHandlingInstructionNowWithExistingCount())
            .build();
    var job = JobBuilder.newJob(ForgettingJob.class).withIdentity(FORGETTING).storeDurably();
    scheduler.scheduleJob(job.build(), Set.of(trigger), true);
  }

  /// Deletes old runs.
  @DisallowConcurrentExecution
  static class ForgettingJob implements Job {
    private final SourceRuns runs;
    private final Clock clock;

    ForgettingJob(SourceRuns runs, Clock clock) {
      this.runs = runs;
      this.clock = clock;
    }

    @Override
    public void execute(JobExecutionContext context) {
      runs.forget(clock.instant());
    }
  }

  private static Set<JobKey> minus(Set<JobKey> known, Set<JobKey> wanted) {
    var vanished = new HashSet<>(known);
    vanished.removeAll(wanted);
    return vanished;
  }

  private boolean isScheduled(DeclaredSource source) throws SchedulerException {
    return scheduler.getTrigger(TriggerKey.triggerKey(source.name(), GROUP))
            instanceof SimpleTrigger trigger
        && Duration.ofMillis(trigger.getRepeatInterval()).equals(waking(source));
  }

  private void schedule(DeclaredSource source) throws SchedulerException {
    var job =
        JobBuilder.newJob(PullJob.class).withIdentity(source.name(), GROUP).storeDurably().build();
    var times =
        SimpleScheduleBuilder.simpleSchedule()
            .withIntervalInMilliseconds(waking(source).toMillis())
            .repeatForever()
            .withMisfireHandlingInstructionNextWithRemainingCount();
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(source.name(), GROUP)
            .forJob(job)
            .startNow()
            .withSchedule(times)
            .build();
    scheduler.scheduleJob(job, Set.of(trigger), true);
  }
}
