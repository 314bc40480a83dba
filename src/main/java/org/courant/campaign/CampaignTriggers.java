package org.courant.campaign;

import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.courant.database.NodesInTurn;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.SchedulingException;
import org.springframework.stereotype.Component;

/// Brings the scheduler's triggers in line with the declared campaigns, when a server starts. A
/// trigger whose times did not change is left alone: it knows what was missed while no server ran.
@Component
@Order(100)
@ConditionalOnProperty(name = "courant.role", havingValue = "serve")
class CampaignTriggers implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(CampaignTriggers.class);
  private static final String GROUP = "campaigns";
  private static final String RECOVERY = "recovery";

  /// Quartz takes 99 for its own mark of "every", and 98 for that of "?", in all fields but the
  /// year: it would send each hour what was meant for 9 o'clock.
  private static final Pattern QUARTZ_MARK =
      Pattern.compile("\\A\\s*(?:\\S+\\s+){0,5}\\S*?(?<!\\d)0*9[89](?!\\d)");

  private final Scheduler scheduler;
  private final Campaigns campaigns;
  private final CampaignRun run;
  private final NodesInTurn nodes;
  private final Clock clock;

  CampaignTriggers(
      Scheduler scheduler, Campaigns campaigns, CampaignRun run, NodesInTurn nodes, Clock clock) {
    this.scheduler = scheduler;
    this.campaigns = campaigns;
    this.run = run;
    this.nodes = nodes;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    Instant now = clock.instant();
    campaigns.active().forEach(campaign -> campaigns.declare(campaign, now));
    campaigns.retireOthers(now);
    run.recover(now);
    reconcile();
  }

  /// Schedules what is declared and unschedules the rest, all of it or nothing. Without a
  /// transaction Quartz's own locks end with each statement, and two servers that start together
  /// make the same trigger.
  void reconcile() {
    nodes.run(
        "campaign triggers",
        () -> {
          try {
            scheduleDeclared();
          } catch (SchedulerException fault) {
            throw new SchedulingException("the campaigns cannot be scheduled", fault);
          }
        });
  }

  private void scheduleDeclared() throws SchedulerException {
    var declared = campaigns.active().stream().map(Campaign::name).collect(Collectors.toSet());
    for (JobKey job : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))) {
      if (!declared.contains(job.getName())) {
        scheduler.deleteJob(job);
      }
    }
    for (Campaign campaign : campaigns.active()) {
      schedule(campaign);
    }
    scheduleRecovery();
  }

  /// Another node, or a command, may die during a run while this one lives.
  private void scheduleRecovery() throws SchedulerException {
    var key = TriggerKey.triggerKey(RECOVERY, RECOVERY);
    var job = JobBuilder.newJob(RecoveryJob.class).withIdentity(RECOVERY, RECOVERY).build();
    var everyMinute =
        SimpleScheduleBuilder.repeatMinutelyForever()
            .withMisfireHandlingInstructionNextWithRemainingCount();
    if (!scheduler.checkExists(key)) {
      Trigger trigger =
          TriggerBuilder.newTrigger().withIdentity(key).withSchedule(everyMinute).build();
      scheduler.scheduleJob(job, Set.of(trigger), true);
    }
  }

  private void schedule(Campaign campaign) throws SchedulerException {
    var key = TriggerKey.triggerKey(campaign.name(), GROUP);
    JobDetail job =
        JobBuilder.newJob(CampaignJob.class)
            .withIdentity(campaign.name(), GROUP)
            .usingJobData(CampaignJob.NAME, campaign.name())
            .storeDurably()
            .build();
    scheduler.addJob(job, true);
    if (scheduler.getTrigger(key) instanceof CronTrigger known && matches(known, campaign)) {
      return;
    }
    scheduler.unscheduleJob(key);
    if (next(campaign, clock.instant(), 1).isEmpty()) {
      LOG.info("campaign {}: its last time by \"{}\" is past", campaign.name(), campaign.cron());
      return;
    }
    scheduler.scheduleJob(trigger(campaign, key));
  }

  private static boolean matches(CronTrigger known, Campaign campaign) {
    return known.getCronExpression().equals(campaign.cron())
        && known.getTimeZone().toZoneId().equals(campaign.zone());
  }

  /// Misfires are ignored in Quartz's sense: none is dropped or merged, each comes with its own
  /// time.
  private static CronTrigger trigger(Campaign campaign, TriggerKey key) {
    return TriggerBuilder.newTrigger()
        .withIdentity(key)
        .forJob(campaign.name(), GROUP)
        .withSchedule(
            CronScheduleBuilder.cronSchedule(campaign.cron())
                .inTimeZone(TimeZone.getTimeZone(campaign.zone()))
                .withMisfireHandlingInstructionIgnoreMisfires())
        .build();
  }

  /// Refuses a setting that is no time, or a day that there is not.
  static void check(String name, String cron) {
    Date first;
    try {
      first = new CronExpression(cron).getNextValidTimeAfter(Date.from(Instant.EPOCH));
    } catch (ParseException | IllegalArgumentException fault) {
      throw refused(name, cron, "is none (%s)".formatted(fault.getMessage()), fault);
    }
    if (QUARTZ_MARK.matcher(cron).find()) {
      throw refused(name, cron, "is none (98 and 99 are no times)", null);
    }
    if (first == null) {
      throw refused(name, cron, "names no day of any calendar and would never send", null);
    }
  }

  private static IllegalArgumentException refused(
      String name, String cron, String fact, @Nullable Exception fault) {
    return new IllegalArgumentException(
        "courant.campaigns: the cron expression \"%s\" of \"%s\" %s; write \"0 0 8 ? * MON\" for Mondays at eight"
            .formatted(cron, name, fact),
        fault);
  }

  /// The next times after a moment, in the campaign's zone.
  static List<ZonedDateTime> next(Campaign campaign, Instant after, int number) {
    try {
      var expression = new CronExpression(campaign.cron());
      ZoneId zone = campaign.zone();
      expression.setTimeZone(TimeZone.getTimeZone(zone));
      var times = new ArrayList<ZonedDateTime>();
      for (Date at = expression.getNextValidTimeAfter(Date.from(after));
          at != null && times.size() < number;
          at = expression.getNextValidTimeAfter(at)) {
        times.add(at.toInstant().atZone(zone));
      }
      return times;
    } catch (ParseException e) {
      throw new IllegalStateException("the settings let in " + campaign.cron(), e);
    }
  }
}
