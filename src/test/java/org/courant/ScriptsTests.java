package org.courant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shell functions behind `scripts/`.
class ScriptsTests {
  @TempDir private Path folder;

  private record Result(int status, String output) {}

  @Test
  void takesTheFirstJdkThatIsNewEnough() throws Exception {
    Path old = jdk("old", "1.8.0_402");
    Path usual = jdk("usual", "17.0.15");
    Path recent = jdk("recent", "25.0.3");
    Result result =
        bash(
            "jdk_homes() { printf '%s\\n' '' /nowhere "
                + old
                + " "
                + usual
                + " "
                + recent
                + "; }; need_jdk; echo $JAVA_HOME");
    assertThat(result).isEqualTo(new Result(0, recent + "\n"));
  }

  @Test
  void saysInOneSentenceThatThereIsNoJdk() throws Exception {
    Result result =
        bash("jdk_homes() { printf '%s\\n' " + jdk("usual", "17.0.15") + "; }; need_jdk");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).startsWith("Courant needs a JDK 25 or newer").hasLineCount(1);
  }

  @Test
  void saysInOneSentenceThatThereIsNoMaven() throws Exception {
    Result result = bash("PATH=/nowhere; maven package");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).startsWith("Courant is built with Maven").hasLineCount(1);
  }

  @Test
  void buildsWhatIsOutOfDateAndOnlyThat() throws Exception {
    var setUp =
        """
        root=$PWD
        maven() { echo "maven $*" | grep -o 'clean\\|package' | tr '\\n' ' ' >&3; touch -d '2001-01-01' target/courant.jar; }
        mkdir -p src/main templates target; touch -d '2000-01-01' pom.xml src/main/A src/main/B templates/T
        exec 3>&1 2>/dev/null
        """;
    Result result =
        bash(
            setUp
                + """
                echo first; build
                echo again; build
                touch -d 2002-01-01 templates/T; echo changed; build
                touch -d '2000-01-01' templates/T
                touch -d '2000-01-01' src/main/C; echo added; build
                rm src/main/B; echo removed; build
                echo last; build
                """);
    assertThat(result.output())
        .isEqualToNormalizingWhitespace(
            "first package again changed package added package removed clean package last");
  }

  @Test
  void saysWhatChaosTakes() throws Exception {
    var chaos = Path.of("scripts/chaos").toAbsolutePath();
    for (var wrong : new String[] {"--readers", "--readers many", "--speed 3"}) {
      Result result = bash("'%s' %s".formatted(chaos, wrong));
      assertThat(result.status()).as(wrong).isEqualTo(1);
      assertThat(result.output()).startsWith("scripts/chaos [--readers N]").hasLineCount(1);
    }
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
    Files.createFile(
        javac, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    return home;
  }

  private Result bash(String script) throws IOException, InterruptedException {
    Path library = Path.of("scripts/lib.sh").toAbsolutePath();
    Process process =
        new ProcessBuilder("bash", "-c", ". '%s'%n%s".formatted(library, script))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }
}
