package org.courant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.courant.command.Launch;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// A command refuses what a server refuses, in one line, before it does anything.
@ExtendWith(OutputCaptureExtension.class)
class CommandSettingsTests {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          delivery: {window: 0}                  | Setting delivery.window: 0 is not between 1 and 1000; 16 suits most.
          breaker: {hard-failures: 0}            | Setting breaker.hard-failures: 0 is not between 1 and 100 of a hundred; 100 never stops.
          smtp: {read-timeout: 0s}               | Setting smtp.read-timeout: PT0S is not between 1 second and 1 hour; use 5m.
          issues: {useful-life: 1m}              | Setting issues.useful-life: PT1M is not between 1 hour and 30 days; 36h suits most.
          relays: [{host: mx.example, tls: yes}] | courant.relays[0].tls is "true"
          brakes: {deferrals: 1}                 | The configuration holds what Courant does not know: "courant.brakes.deferrals"
          """)
  void aCommandRefusesAWrongSettingInOneLine(String yaml, String told, CapturedOutput output)
      throws IOException {
    var configuration = Files.createDirectories(folder.resolve("config"));
    Files.writeString(configuration.resolve("application.yaml"), "courant:\n  " + yaml + "\n");
    var data = folder.resolve("data");
    var errors = new StringWriter();
    var launch = new Launch(Application.class);
    launch.useData(data);
    launch.useConfiguration(configuration);
    try {
      var status =
          Courant.commandLine(launch).setErr(new PrintWriter(errors, true)).execute("mailings");
      assertThat(status).isEqualTo(1);
    } finally {
      launch.close();
    }
    assertThat(errors.toString()).startsWith(told).hasLineCount(1);
    assertThat(output).doesNotContain("Exception encountered", "Exception:");
    assertThat(data).doesNotExist();
  }
}
