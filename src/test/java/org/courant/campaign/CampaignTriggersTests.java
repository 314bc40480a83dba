package org.courant.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.courant.CourantTest;
import org.courant.Together;
import org.courant.database.NodesInTurn;
import org.courant.publication.Newsletters;
import org.courant.publication.Publication;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class CampaignTriggersTests {
  private static final TriggerKey KEY = TriggerKey.triggerKey("declared", "campaigns");

  @Autowired private Scheduler scheduler;
  @Autowired private CampaignRun run;
  @Autowired private NodesInTurn nodes;
  @Autowired private Clock clock;
  @Autowired private Publication publication;
  @Autowired private Newsletters newsletters;
  @Autowired private JdbcClient jdbc;
  @Autowired private ApplicationContext context;

  @Test
  void keepsWhatATriggerKnowsUntilItsTimesChange() throws SchedulerException {
    reconcile("0 0 8 ? * MON");
    Date first = scheduler.getTrigger(KEY).getStartTime();
    assertThat(scheduler.getTrigger(KEY).getMisfireInstruction())
        .isEqualTo(Trigger.MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY);

    reconcile("0 0 8 ? * MON");
    assertThat(scheduler.getTrigger(KEY).getStartTime()).isEqualTo(first);

    reconcile("0 0 9 ? * MON");
    assertThat(((CronTrigger) scheduler.getTrigger(KEY)).getCronExpression())
        .isEqualTo("0 0 9 ? * MON");
  }

  @Test
  void aCampaignWhoseLastTimeIsPastIsNotScheduledAndStopsNoStart() throws SchedulerException {
    reconcile("0 0 8 ? * MON");
    reconcile("0 0 8 24 12 ? 2020");
    assertThat(scheduler.checkExists(KEY)).isFalse();
    assertThat(scheduler.checkExists(JobKey.jobKey("declared", "campaigns"))).isTrue();

    reconcile("0 0 8 ? * MON");
    assertThat(scheduler.checkExists(KEY)).isTrue();
  }

  @Test
  void unschedulesWhatIsDeclaredNoMore() throws SchedulerException {
    reconcile("0 0 8 ? * MON");
    triggers(List.of()).reconcile();

    assertThat(scheduler.checkExists(JobKey.jobKey("declared", "campaigns"))).isFalse();
  }

  @Test
  void firesEachMissedTimeWithItsOwnScheduledTime() throws SchedulerException {
    reconcile("0 0 8 ? * MON");
    CronTrigger trigger = (CronTrigger) scheduler.getTrigger(KEY);
    Instant next =
        trigger.getFireTimeAfter(Date.from(Instant.parse("2026-11-23T08:00:00Z"))).toInstant();

    assertThat(next).isEqualTo(Instant.parse("2026-11-30T08:00:00Z"));
    assertThat(scheduler.getJobDetail(trigger.getJobKey()).getJobClass())
        .isEqualTo(CampaignJob.class);
  }

  @Test
  void looksEveryMinuteForRunsWithoutAnOutcome() throws SchedulerException {
    reconcile("0 0 8 ? * MON");
    reconcile("0 0 8 ? * MON");

    var key = TriggerKey.triggerKey("recovery", "recovery");
    assertThat(((SimpleTrigger) scheduler.getTrigger(key)).getRepeatInterval()).isEqualTo(60_000);
  }

  @Test
  void serversThatStartTogetherScheduleEverythingOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      var entries = new ArrayList<CampaignSettings.Entry>();
      for (int i = 0; i < 5; i++) {
        entries.add(entry("together-%d-%d".formatted(round, i), "0 0 8 ? * MON"));
      }
      scheduler.deleteJob(JobKey.jobKey("recovery", "recovery"));
      Together.run(4, () -> triggers(entries).reconcile());

      for (CampaignSettings.Entry entry : entries) {
        var key = JobKey.jobKey(entry.name(), "campaigns");
        assertThat(scheduler.getTriggersOfJob(key)).hasSize(1);
      }
      assertThat(scheduler.getTriggersOfJob(JobKey.jobKey("recovery", "recovery"))).hasSize(1);
    }
  }

  /// The next start must not find a job without its trigger and die of it.
  @Test
  void aStartThatDiesHalfWayLeavesNothingHalf() throws SchedulerException {
    triggers(List.of()).reconcile();
    scheduler.deleteJob(JobKey.jobKey("recovery", "recovery"));
    var entries = List.of(entry("whole", "0 0 8 ? * MON"), entry("other", "0 0 8 ? * MON"));
    var looks = new AtomicInteger();
    InstantSource dying =
        () -> {
          assertThat(looks.incrementAndGet()).isLessThan(2);
          return clock.instant();
        };
    var start =
        new CampaignTriggers(
            scheduler, campaigns(entries), run, nodes, dying.withZone(ZoneOffset.UTC));
    assertThatThrownBy(start::reconcile).isInstanceOf(AssertionError.class);

    assertThat(scheduler.checkExists(JobKey.jobKey("whole", "campaigns"))).isFalse();
  }

  /// As an earlier start may have left it behind that died half way.
  @Test
  void aJobWithoutItsTriggerGetsOne() throws SchedulerException {
    reconcile("0 0 8 ? * MON");
    var recovery = JobKey.jobKey("recovery", "recovery");
    scheduler.addJob(
        JobBuilder.newJob(RecoveryJob.class).withIdentity(recovery).storeDurably().build(), true);
    scheduler.unscheduleJob(TriggerKey.triggerKey("recovery", "recovery"));
    scheduler.unscheduleJob(KEY);

    reconcile("0 0 8 ? * MON");
    assertThat(scheduler.getTriggersOfJob(recovery)).hasSize(1);
    assertThat(scheduler.checkExists(KEY)).isTrue();
  }

  @Test
  void quartzCanMakeTheJob() {
    assertThat(context.getAutowireCapableBeanFactory().createBean(CampaignJob.class)).isNotNull();
    assertThat(context.getAutowireCapableBeanFactory().createBean(RecoveryJob.class)).isNotNull();
  }

  private void reconcile(String cron) throws SchedulerException {
    triggers(List.of(entry("declared", cron))).reconcile();
  }

  private static CampaignSettings.Entry entry(String name, String cron) {
    return new CampaignSettings.Entry(name, "weekly", cron, null, Duration.ofHours(6));
  }

  private CampaignTriggers triggers(List<CampaignSettings.Entry> entries) {
    return new CampaignTriggers(scheduler, campaigns(entries), run, nodes, clock);
  }

  private Campaigns campaigns(List<CampaignSettings.Entry> entries) {
    return new Campaigns(new CampaignSettings(entries), publication, newsletters, jdbc);
  }
}
