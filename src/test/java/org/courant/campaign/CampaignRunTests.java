package org.courant.campaign;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.courant.CourantTest;
import org.courant.campaign.RunOutcome.Kind;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class CampaignRunTests {
  @Autowired private CampaignRun run;
  @Autowired private Campaigns campaigns;
  @Autowired private Runs runs;
  @Autowired private JdbcClient jdbc;

  @Test
  void recordsARunThatCameTooLateAsMissed() {
    Instant due = Instant.parse("2050-01-03T08:00:00Z");
    Campaign campaign = campaign("late");

    var outcome = run.run(campaign, due, due.plus(Duration.ofHours(8))).orElseThrow();

    assertThat(outcome.kind()).isEqualTo(Kind.MISSED);
    assertThat(outcome.reason())
        .isEqualTo("it came 8 h 0 min late, more than the 6 h 0 min allowed");
    assertThat(run.run(campaign, due, due)).contains(outcome);
  }

  @Test
  void recordsWhyARunWasSkipped() {
    reader();
    Instant due = Instant.parse("2051-01-03T08:00:00Z");

    var outcome = run.run(campaign("quiet"), due, due.plusSeconds(1)).orElseThrow();

    assertThat(outcome.kind()).isEqualTo(Kind.SKIPPED);
    assertThat(outcome.reason()).startsWith("no article is new for");
  }

  @Test
  void recordsAFailure() {
    Instant due = Instant.parse("2052-01-03T08:00:00Z");
    var unknown = new Campaign("lost", "monthly", "0 0 8 ? * MON", UTC, Duration.ofHours(6));

    assertThat(run.run(unknown, due, due))
        .contains(new RunOutcome(due, Kind.FAILED, "there is no newsletter \"monthly\""));
  }

  @Test
  void runsOnceHoweverManyAskForIt() throws InterruptedException {
    Instant due = Instant.parse("2053-01-03T08:00:00Z");
    Campaign campaign = campaign("crowd");
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int node = 0; node < 8; node++) {
        nodes.execute(() -> run.run(campaign, due, due));
      }
    }

    assertThat(runs.last("crowd", 10)).hasSize(1);
  }

  @Test
  void givesAnOutcomeToWhatAKillLeftWithout() {
    Instant due = Instant.parse("2054-01-03T08:00:00Z");
    campaigns.declare(campaign("killed"), due);
    runs.begin("killed", due, due);

    run.recover(due.plusSeconds(5));

    assertThat(runs.outcome("killed", due).map(RunOutcome::kind)).contains(Kind.CANCELLED);
  }

  @Test
  void tellsTheNextTimesInItsZoneAcrossAChangeOfClocks() {
    var campaign =
        new Campaign(
            "times", "weekly", "0 30 8 ? * MON", ZoneId.of("Europe/London"), Duration.ofHours(6));

    assertThat(CampaignTriggers.next(campaign, Instant.parse("2026-03-20T00:00:00Z"), 2))
        .extracting(time -> time.toInstant().toString())
        .containsExactly("2026-03-23T08:30:00Z", "2026-03-30T07:30:00Z");
  }

  private static Campaign campaign(String name) {
    return new Campaign(name, "weekly", "0 0 8 ? * MON", UTC, Duration.ofHours(6));
  }

  private void reader() {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            with added as (
              insert into subscriber (id, address, address_key, created_at)
              values (:id, :id || '@campaign.example', uuid_send(:id), now()) returning id)
            insert into subscription (subscriber, newsletter, status, joined_at)
            select id, 'weekly', 'ACTIVE', '2020-01-01Z' from added
            """)
        .param("id", id)
        .update();
  }
}
