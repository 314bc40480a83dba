package org.courant.issue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param templates folder of the templates; what it lacks comes from the jar
/// @param issues how issues are mailed
@ConfigurationProperties("courant")
record IssueSettings(@DefaultValue("templates") Path templates, @DefaultValue MailedIssues issues) {

  /// @param usefulLife how long an issue is worth delivering; what is put off for longer is given
  ///   up
  record MailedIssues(@DefaultValue("36h") Duration usefulLife) {
    MailedIssues {
      if (usefulLife.compareTo(Duration.ofHours(1)) < 0
          || usefulLife.compareTo(Duration.ofDays(30)) > 0) {
        throw new IllegalArgumentException(
            "Setting issues.useful-life: %s is not between 1 hour and 30 days; 36h suits most."
                .formatted(usefulLife));
      }
    }

    /// A digest that is late by half its cadence is not worth reading beside the next one.
    Instant usefulUntil(Period cadence, Instant now) {
      var next = now.atZone(ZoneOffset.UTC).plus(cadence).toInstant();
      var half = Duration.between(now, next).dividedBy(2);
      return now.plus(half.compareTo(usefulLife) < 0 ? half : usefulLife);
    }
  }
}
