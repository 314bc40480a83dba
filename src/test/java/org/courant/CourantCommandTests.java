package org.courant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.courant.command.Launch;
import org.courant.command.ServerLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole calls of the command, up to the point where the application would start.
class CourantCommandTests {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void helpListsTheCommandsWithoutStartingTheApplication() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("serve", "Exit status: 0 done, 1 failed, 2 wrong use.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aWrongCallExitsWithTwo() {
    assertThat(run("sevre")).isEqualTo(2);
    assertThat(errors.toString()).contains("sevre");
  }

  @Test
  void anUnknownKeyIsNamedAndStopsTheStart() throws IOException {
    assertThat(serve("courant:\n  publication:\n    tittle: Misspelt\n")).isEqualTo(1);
    assertThat(errors.toString())
        .contains("\"courant.publication.tittle\"", "application.yaml", "mend its spelling")
        .doesNotContain("\tat ");
  }

  @Test
  void aWrongSettingIsNamedWithItsRemedy() throws IOException {
    assertThat(serve("courant:\n  publication:\n    base-url: news.example.org\n")).isEqualTo(1);
    assertThat(errors.toString())
        .contains(
            "courant.publication.base-url is \"news.example.org\"", "https://news.example.org");
  }

  @Test
  void aMissingSettingIsNamed() throws IOException {
    assertThat(serve("courant:\n  newsletters:\n    - slug: weekly\n      title: Weekly\n"))
        .isEqualTo(1);
    assertThat(errors.toString()).contains("courant.newsletters[0].from-address");
  }

  @Test
  void aConfigurationFolderThatIsNotThereIsNamed() {
    assertThat(run("serve", "--data", folder.toString(), "--config", folder + "/nowhere"))
        .isEqualTo(1);
    assertThat(errors.toString()).contains("no configuration folder", "nowhere");
  }

  @Test
  void aSecondServerOnAFolderSaysWhereTheFirstIs() throws IOException {
    Path configuration = configuration("courant: {}\n");
    Process other = holdLock(folder);
    try {
      Files.writeString(folder.resolve("server.address"), "http://localhost:4711 (process 1)");
      assertThat(run("serve", "--data", folder.toString(), "--config", configuration.toString()))
          .isEqualTo(1);
      assertThat(errors.toString()).contains("already runs", "http://localhost:4711");
    } finally {
      other.destroyForcibly();
    }
  }

  /// Another process, since a process does not exclude itself.
  private static Process holdLock(Path data) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                data.toString())
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("locked");
    return process;
  }

  private int serve(String yaml) throws IOException {
    return run(
        "serve",
        "--data",
        folder.toString(),
        "--config",
        configuration(yaml).toString(),
        "--port",
        "0");
  }

  private Path configuration(String yaml) throws IOException {
    Path configuration = Files.createDirectories(folder.resolve("config"));
    Files.writeString(configuration.resolve("application.yaml"), yaml);
    return configuration;
  }

  private int run(String... arguments) {
    var launch = new Launch(Application.class);
    try {
      return Courant.commandLine(launch)
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(errors))
          .execute(arguments);
    } finally {
      launch.close();
    }
  }

  /// Holds a data folder until it is killed.
  static final class LockHolder {
    public static void main(String[] arguments) throws IOException {
      try (ServerLock _ = ServerLock.take(Path.of(arguments[0]))) {
        System.out.println("locked");
        System.in.read();
      }
    }
  }
}
