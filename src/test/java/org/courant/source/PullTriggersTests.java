package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;

class PullTriggersTests {
  private final Scheduler scheduler;

  PullTriggersTests() throws SchedulerException {
    var properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", UUID.randomUUID().toString());
    properties.put("org.quartz.threadPool.threadCount", "1");
    properties.put("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    scheduler = new StdSchedulerFactory(properties).getScheduler();
  }

  @AfterEach
  void stop() throws SchedulerException {
    scheduler.shutdown();
  }

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
  void oldRunsAreDeletedOnceADay() throws SchedulerException {
    reconcile();
    var daily = (SimpleTrigger) scheduler.getTrigger(TriggerKey.triggerKey("forgetting", "source"));
    assertThat(daily.getRepeatInterval()).isEqualTo(Duration.ofDays(1).toMillis());
    assertThat(daily.getRepeatCount()).isEqualTo(SimpleTrigger.REPEAT_INDEFINITELY);

    reconcile();
    assertThat(scheduler.getTrigger(daily.getKey()).getStartTime()).isEqualTo(daily.getStartTime());
  }

  private void reconcile(DeclaredSource... sources) throws SchedulerException {
    new PullTriggers(scheduler, new SourceSettings(List.of(sources))).reconcile();
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
