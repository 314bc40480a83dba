package org.courant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Promise 4 under fire, in short; `scripts/chaos` does it at length.
@Execution(ExecutionMode.CONCURRENT) // processes and a folder of its own
class ChaosTests {
  @TempDir private Path folder;

  @Test
  void aKillAtAnyMomentLosesNobodyAndRepeatsNobody() throws Exception {
    var plan = new Plan(7, 1_500, 3, 1, false, Duration.ofMillis(4), Duration.ofMinutes(10));
    try (var run = new ChaosRun(plan, folder)) {
      var outcome = run.run();
      assertThat(outcome.broken()).as(outcome.report()).isEmpty();
    }
  }
}
