package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.courant.CourantTest;
import org.courant.article.Ledger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import picocli.CommandLine;

@CourantTest
class PullCommandTests {
  private final Sources sources;
  private final SourceTurns turns;
  private final SourceReading reading;
  private final SourceFailures failures;
  private final Ledger ledger;
  private final Clock clock;

  @Autowired
  PullCommandTests(
      Sources sources,
      SourceTurns turns,
      SourceReading reading,
      SourceFailures failures,
      Ledger ledger,
      Clock clock) {
    this.sources = sources;
    this.turns = turns;
    this.reading = reading;
    this.failures = failures;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Test
  void printsALineASourceAndFailsWhenOneFails() {
    var printed = new StringWriter();

    assertThat(run(printed, "cmd-gone", "cmd-gone")).isEqualTo(1);

    assertThat(printed.toString())
        .startsWith(
            "cmd-gone  folder     failed     new 0, changed 0, unchanged 0, withdrawn 0, failed 0")
        .contains("\n  ! the folder ");
  }

  @Test
  void anUnknownSourceIsWrongUse() {
    var printed = new StringWriter();

    assertThat(run(printed, "cmd-known", "other")).isEqualTo(2);

    assertThat(printed.toString()).isEqualTo("No source is named other; declared are: cmd-known\n");
  }

  @Test
  void settingsAreReadAsTheyAreWritten() {
    var declared =
        settings(
                Map.of(
                    "courant.sources[0].name", "a",
                    "courant.sources[0].kind", "folder",
                    "courant.sources[0].address", "config/articles",
                    "courant.sources[0].digest-from", "2026-01-31"))
            .sources()
            .getFirst();

    assertThat(declared.interval()).isEqualTo(Duration.ofMinutes(15));
    assertThat(declared.siteKey()).isEqualTo("a");
    assertThat(declared.internal()).isFalse();
    assertThat(declared.digestFrom()).isEqualTo(LocalDate.parse("2026-01-31"));
  }

  @Test
  void aWrongSettingSaysWhichAndWhatToDo() {
    var feed =
        Map.of(
            "courant.sources[0].name", "a",
            "courant.sources[0].kind", "feed",
            "courant.sources[0].address", "http://[broken");

    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> settings(feed))
        .havingRootCause()
        .withMessageContaining("\"http://[broken\" of \"a\" is none; a feed needs http(s)://");
  }

  private static SourceSettings settings(Map<String, String> properties) {
    return new Binder(
            List.of(new MapConfigurationPropertySource(properties)),
            null,
            ApplicationConversionService.getSharedInstance())
        .bindOrCreate("courant", SourceSettings.class);
  }

  private int run(StringWriter printed, String declared, String... arguments) {
    var settings =
        settings(
            Map.of(
                "courant.sources[0].name", declared,
                "courant.sources[0].kind", "folder",
                "courant.sources[0].address", "no-such-folder"));
    var pulls = new Pulls(settings, sources, turns, reading, failures, ledger);
    var out = new PrintWriter(printed, true);
    return new CommandLine(new PullCommand(() -> pulls, () -> clock))
        .setOut(out)
        .setErr(out)
        .execute(arguments);
  }
}
