package org.courant.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// `scripts/chaos`: one run at length, its report, and whether the promise was kept.
final class Chaos {
  private Chaos() {}

  public static void main(String[] arguments) throws Exception {
    var given = given(arguments);
    var seed = given.getOrDefault("--seed", String.valueOf(new Random().nextInt(1_000_000)));
    var plan =
        new Plan(
            Long.parseLong(seed),
            Integer.parseInt(given.getOrDefault("--readers", "20000")),
            Integer.parseInt(given.getOrDefault("--kills", "10")),
            Integer.parseInt(given.getOrDefault("--crashes", "2")),
            true,
            Duration.ofMillis(4),
            Duration.ofMinutes(15));
    System.out.printf("seed %d: %d readers, %d kills%n", plan.seed(), plan.readers(), plan.kills());
    try (var run = new ChaosRun(plan, Files.createDirectories(Path.of(given.get("--folder"))))) {
      var outcome = run.run();
      System.out.println(outcome.report());
      System.exit(outcome.broken().isEmpty() ? 0 : 1);
    }
  }

  private static Map<String, String> given(String... arguments) {
    var given = new HashMap<String, String>();
    for (var i = 0; i + 1 < arguments.length; i += 2) {
      given.put(arguments[i], arguments[i + 1]);
    }
    return given;
  }
}
