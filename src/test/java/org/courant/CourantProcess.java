package org.courant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Courant in a process of its own, as a person starts it.
public final class CourantProcess {
  private static final int PATIENCE_MINUTES = 4;

  private final Process process;
  private final Path output;

  private CourantProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /// With a real installation's database in the environment, which a trial must leave alone: here
  /// it is not even there.
  public static CourantProcess start(Path output, String... arguments) throws IOException {
    var real = Map.of("COURANT_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/real");
    return start(output, real, arguments);
  }

  public static CourantProcess start(
      Path output, Map<String, String> environment, String... arguments) throws IOException {
    var command =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC"));
    command.addAll(program());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new CourantProcess(builder.redirectOutput(output.toFile()).start(), output);
  }

  /// The jar that the property `courant.jar` names, or the classes that it is made of.
  private static List<String> program() {
    var jar = System.getProperty("courant.jar");
    return jar == null
        ? List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path").replaceAll("[^:]*test-classes:?", ""),
            "org.courant.Courant")
        : List.of("-jar", jar);
  }

  /// Waits for its end, whatever the status.
  public void ends() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
  }

  /// All it has said so far.
  public String said() throws IOException {
    return Files.readString(output);
  }

  /// The exit status, once it has ended.
  public int status() {
    return process.exitValue();
  }

  /// Its whole output, once it has ended with this status.
  public String endsWith(int status) throws IOException, InterruptedException {
    ends();
    String said = Files.readString(output);
    assertThat(process.exitValue()).as(said).isEqualTo(status);
    return said;
  }

  /// What it has said so far, once that holds the text.
  public String says(String text) throws IOException, InterruptedException {
    var never = new CountDownLatch(1);
    long looks = TimeUnit.MINUTES.toMillis(PATIENCE_MINUTES) / 50;
    for (String said = ""; looks-- > 0 && runs(); said = Files.readString(output)) {
      if (said.contains(text)) {
        return said;
      }
      never.await(50, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("it never said \"%s\": %s".formatted(text, Files.readString(output)));
  }

  /// As Ctrl-C or a service manager does; gives all it said.
  public String stop() throws IOException, InterruptedException {
    process.destroy();
    ends();
    return Files.readString(output);
  }

  public boolean runs() {
    return process.isAlive();
  }

  /// As `kill -9` does.
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }
}
