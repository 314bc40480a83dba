package org.courant.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IssueSettingsTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @Test
  void readsTemplatesFromTheirFolderAndDeliversForADayAndAHalf() {
    var settings = settings(Map.of());
    assertThat(settings.templates()).endsWith(Path.of("templates"));
    assertThat(settings.issues().usefulLife()).isEqualTo(Duration.ofHours(36));
  }

  @Test
  void endsAnIssuesUsefulLifeAfterThatTimeOrHalfItsCadence() {
    var issues = settings(Map.of()).issues();
    assertThat(life(issues, Period.ofDays(1))).isEqualTo(Duration.ofHours(12));
    assertThat(life(issues, Period.ofDays(2))).isEqualTo(Duration.ofDays(1));
    assertThat(life(issues, Period.ofDays(3))).isEqualTo(Duration.ofHours(36));
    assertThat(life(issues, Period.ofDays(7))).isEqualTo(Duration.ofHours(36));
    assertThat(life(issues, Period.ofMonths(1))).isEqualTo(Duration.ofHours(36));
  }

  @Test
  void takesAnotherUsefulLife() {
    var issues = settings(Map.of("courant.issues.useful-life", "48h")).issues();
    assertThat(life(issues, Period.ofDays(7))).isEqualTo(Duration.ofDays(2));
  }

  @Test
  void refusesALifeInWhichNothingCanBeTriedAgain() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IssueSettings.MailedIssues(Duration.ofMinutes(59)))
        .withMessage(
            "Setting issues.useful-life: PT59M is not between 1 hour and 30 days; 36h suits most.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IssueSettings.MailedIssues(Duration.ofDays(31)))
        .withMessageContaining("PT744H");
  }

  private static Duration life(IssueSettings.MailedIssues issues, Period cadence) {
    return Duration.between(NOW, issues.usefulUntil(cadence, NOW));
  }

  private static IssueSettings settings(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("courant", IssueSettings.class);
  }
}
