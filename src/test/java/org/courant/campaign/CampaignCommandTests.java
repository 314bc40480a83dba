package org.courant.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.courant.CourantTest;
import org.courant.publication.Newsletters;
import org.courant.publication.Publication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

@CourantTest
class CampaignCommandTests {
  private static final Instant NOW = Instant.parse("2060-03-26T10:00:00Z");

  @Autowired private CampaignRun run;
  @Autowired private Runs runs;
  @Autowired private Publication publication;
  @Autowired private Newsletters newsletters;
  @Autowired private JdbcClient jdbc;

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Campaigns campaigns;

  @BeforeEach
  void declare() {
    var entry =
        new CampaignSettings.Entry(
            "told", "weekly", "0 30 8 ? * MON", ZoneId.of("Europe/Paris"), Duration.ofHours(6));
    campaigns = new Campaigns(new CampaignSettings(List.of(entry)), publication, newsletters, jdbc);
  }

  @Test
  void showsTimesInTheCampaignsZoneAndTheLastOutcomes() {
    Campaign campaign = campaigns.named("told").orElseThrow();
    run.run(campaign, NOW.minus(Duration.ofDays(3)), NOW);

    assertThat(execute(new CampaignsCommand(() -> campaigns, () -> runs, () -> clock))).isZero();
    assertThat(out.toString())
        .contains("told  sends weekly, \"0 30 8 ? * MON\" in Europe/Paris")
        .contains("  next  Mon 2060-03-29 08:30 CEST")
        .contains("  next  Mon 2060-04-26 08:30 CEST")
        .contains("missed: it came 72 h 0 min late, more than the 6 h 0 min allowed");
  }

  @Test
  void runsOneNowAndTellsTheOutcome() {
    assertThat(execute(command(), "run", "told")).isZero();
    assertThat(out.toString()).startsWith("told skipped: ");
  }

  @Test
  void namesTheKnownOnesWhenAskedForAnother() {
    assertThat(execute(command(), "run", "daily")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("There is no campaign \"daily\"; known are: told");
  }

  private CampaignCommand command() {
    return new CampaignCommand(() -> campaigns, () -> run, () -> clock);
  }

  private int execute(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
