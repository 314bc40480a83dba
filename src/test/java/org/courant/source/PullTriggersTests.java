package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.courant.CourantTest;
import org.courant.Together;
import org.courant.database.NodesInTurn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.spi.OperableTrigger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@CourantTest
class PullTriggersTests {
  @Autowired private Scheduler scheduler;
  @Autowired private NodesInTurn nodes;

  @Test
  void eachSourceHasItsOwnIntervalAndWhatVanishedIsUnscheduled() throws SchedulerException {
    reconcile(declared("a", 15), declared("b", 60));
    assertThat(names()).containsExactlyInAnyOrder("a", "b");
    // Woken more often than pulled: when it is due depends on more than its interval.
    assertThat(trigger("b").getRepeatInterval()).isEqualTo(Duration.ofMinutes(6).toMillis());
    assertThat(trigger("b").getMisfireInstruction())
        .isEqualTo(SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NEXT_WITH_REMAINING_COUNT);

    var before = trigger("a").getStartTime();
    reconcile(declared("a", 15), declared("c", 5));
    assertThat(names()).containsExactlyInAnyOrder("a", "c");
    assertThat(trigger("a").getStartTime()).isEqualTo(before);

    reconcile(declared("a", 30));
    assertThat(names()).containsExactly("a");
    assertThat(trigger("a").getRepeatInterval()).isEqualTo(Duration.ofMinutes(3).toMillis());
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aFolderThatIsNotThereAtTheStartIsToldAndLookedForLater(CapturedOutput output)
      throws SchedulerException {
    reconcile(declared("elsewhere", 15));

    assertThat(output)
        .containsPattern(
            "source elsewhere: the folder /.*/articles is not there; it is looked for");
    assertThat(names()).containsExactly("elsewhere");
  }

  @Test
  void oldRunsAreDeletedOnceADay() throws SchedulerException {
    reconcile();
    var daily = (SimpleTrigger) scheduler.getTrigger(TriggerKey.triggerKey("forgetting", "source"));
    assertThat(daily.getRepeatInterval()).isEqualTo(Duration.ofDays(1).toMillis());
    assertThat(daily.getRepeatCount()).isEqualTo(SimpleTrigger.REPEAT_INDEFINITELY);

    reconcile();
    assertThat(scheduler.getTrigger(daily.getKey()).getStartTime()).isEqualTo(daily.getStartTime());
  }

  /// What Quartz does with a trigger whose time passed while nothing ran.
  @Test
  void oldRunsAreDeletedAtTheStartWhenNoServerRanAtTheirHour() throws SchedulerException {
    reconcile();
    var key = TriggerKey.triggerKey("forgetting", "source");
    var missed = (OperableTrigger) scheduler.getTrigger(key);
    var time = missed.getNextFireTime().toInstant();
    missed.setNextFireTime(Date.from(time.minus(Duration.ofHours(5))));
    missed.updateAfterMisfire(null);

    assertThat(missed.getNextFireTime().toInstant()).isBefore(time.plus(Duration.ofHours(12)));
  }

  @Test
  void aTriggerThatWouldWaitForItsHourIsReplaced() throws SchedulerException {
    reconcile();
    var key = TriggerKey.triggerKey("forgetting", "source");
    var former =
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .forJob("forgetting", "source")
            .withSchedule(
                SimpleScheduleBuilder.repeatHourlyForever(24)
                    .withMisfireHandlingInstructionNextWithRemainingCount())
            .build();
    scheduler.rescheduleJob(key, former);

    reconcile();
    assertThat(scheduler.getTrigger(key).getMisfireInstruction())
        .isEqualTo(SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NOW_WITH_EXISTING_REPEAT_COUNT);
  }

  /// As an earlier start may have left it behind that died half way.
  @Test
  void aJobWithoutItsTriggerGetsOne() throws SchedulerException {
    reconcile(declared("half", 15));
    var forgetting = TriggerKey.triggerKey("forgetting", "source");
    scheduler.unscheduleJob(forgetting);
    scheduler.unscheduleJob(TriggerKey.triggerKey("half", "pull"));

    reconcile(declared("half", 15));
    assertThat(scheduler.checkExists(forgetting)).isTrue();
    assertThat(trigger("half").getRepeatInterval()).isEqualTo(90_000);
  }

  @Test
  void serversThatStartTogetherScheduleEverythingOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      var sources = new DeclaredSource[5];
      for (int i = 0; i < sources.length; i++) {
        sources[i] = declared("together-%d-%d".formatted(round, i), 15);
      }
      scheduler.deleteJob(JobKey.jobKey("forgetting", "source"));
      Together.run(4, () -> reconcile(sources));

      for (var source : sources) {
        assertThat(scheduler.getTriggersOfJob(JobKey.jobKey(source.name(), "pull"))).hasSize(1);
      }
      assertThat(scheduler.getTriggersOfJob(JobKey.jobKey("forgetting", "source"))).hasSize(1);
    }
  }

  private void reconcile(DeclaredSource... sources) {
    new PullTriggers(scheduler, new SourceSettings(List.of(sources)), nodes).reconcile();
  }

  private Stream<String> names() throws SchedulerException {
    return scheduler.getJobKeys(GroupMatcher.jobGroupEquals("pull")).stream().map(JobKey::getName);
  }

  private SimpleTrigger trigger(String name) throws SchedulerException {
    return (SimpleTrigger) scheduler.getTrigger(TriggerKey.triggerKey(name, "pull"));
  }

  private static DeclaredSource declared(String name, int minutes) {
    return GivenSource.every(Duration.ofMinutes(minutes), name, SourceKind.FOLDER, "articles");
  }
}
