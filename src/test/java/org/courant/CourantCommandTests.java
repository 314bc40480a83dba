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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whole calls of the command, up to the point where the application would start.
@Timeout(120) // a setting that is not refused would serve for ever
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          publication: {zone: Europe/Lodnon}            | courant.publication.zone is "Europe/Lodnon" | Europe/London
          publication: {base-url: not a url}            | courant.publication.base-url is "not a url" | https://news.example.org
          publication: {tag-authority: "Example.org,2026"} | tag-authority is "Example.org,2026" | small letters and a year, such as example.org,2026
          sources: [{name: s, kind: sitemap, address: x}] | courant.sources[0].kind is "sitemap"      | folder, feed
          sources: [{name: s, kind: feed, address: "https://e.example", interval: soon}] | courant.sources[0].interval is "soon" | 15m
          newsletters: [{slug: w, title: W, from-address: a@b.example, cadence: weekly}] | courant.newsletters[0].cadence is "weekly" | P7D
          newsletters: [{slug: Our News, title: W, from-address: a@b.example}] | courant.newsletters[0].slug is "Our News": it may hold only small letters | digits, and single hyphens between them, such as
          newsletters: [{slug: w, title: W}]            | courant.newsletters[0].from-address         | is missing
          campaigns: [{name: w, newsletter: w, cron: every monday}] | courant.campaigns: the cron expression "every monday" | 0 0 8 ? * MON
          campaigns: [{name: w, newsletter: w}]         | courant.campaigns: the cron expression "null" | 0 0 8 ? * MON
          campaigns: [{name: w, newsletter: w, cron: "0 0 0 30 2 ?"}] | "0 0 0 30 2 ?" of "w" names no day of any calendar | 0 0 8 ? * MON
          relays: [{host: h, password: "${NOT_SET_HERE}"}] | courant.relays[0].password               | environment does not hold
          publication: [                                | no valid YAML                               | line 3
          """)
  void aValueThatCannotBeReadIsNamedWithWhatIsNeeded(String yaml, String named, String remedy)
      throws IOException {
    assertThat(serve("courant:\n  " + yaml + "\n")).isEqualTo(1);
    assertThat(errors.toString()).contains(named, remedy).hasLineCount(1);
  }

  @Test
  void aPortOutOfRangeIsAWrongCall() {
    assertThat(run("serve", "--port", "99999")).isEqualTo(2);
    assertThat(run("demo", "--port", "-1")).isEqualTo(2);
    assertThat(run("demo", "--readers", "-3")).isEqualTo(2);
    assertThat(errors.toString()).contains("\"99999\" is no port", "--readers is -3");
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
