package org.courant.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.publication.Newsletters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import picocli.CommandLine;

@CourantTest
class SubscribersCommandTests {
  @Autowired private Readers readers;
  @Autowired private Newsletters newsletters;
  @Autowired private TestClock clock;
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void saysThatItWasADryRunAndWhatToAdd() throws IOException {
    Path file = folder.resolve("readers.csv");
    Files.writeString(file, "address,shoe size\nada@command.example,38\nnobody,40\n");

    assertThat(run("import", file.toString())).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            line 3: The address "nobody" is not of the form name@domain
            The column "shoe size" means nothing here and is passed over.
            2 rows for weekly: 1 would be added (1 of them new readers), 0 there already, 1 refused
            This was a dry run: nothing is changed. Add --commit to do it.
            """);

    assertThat(run("import", file.toString(), "--commit")).isZero();
    assertThat(out.toString()).contains("2 rows for weekly: 1 added").doesNotContain("dry run");
  }

  @Test
  void tellsHowFarALongFileIsRead() throws IOException {
    Path file = folder.resolve("long.csv");
    var rows = IntStream.range(0, 100_001).mapToObj("r%06d@long.example"::formatted);
    Files.write(file, Stream.concat(Stream.of("address"), rows).toList());

    assertThat(run("import", file.toString())).isZero();
    assertThat(err.toString()).isEqualToNormalizingNewlines("100,000 rows are read\n");
    assertThat(out.toString()).startsWith("100001 rows for weekly: 100001 would be added");
  }

  @Test
  void failsOnAFileThatNamesNoAddress() throws IOException {
    Path file = folder.resolve("names.csv");
    Files.writeString(file, "name\nAda\n");

    assertThat(run("import", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("names.csv: its first line names no column \"address\" (or \"email\")");
  }

  @Test
  void tellsWrongUse() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("import", "x.csv", "--newsletter", "monthly")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "There is no newsletter \"monthly\". Give --newsletter with one of: weekly");
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(new SubscribersCommand(() -> readers, () -> newsletters, () -> clock))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
