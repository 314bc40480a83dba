package org.courant.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.item;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.article.Ledger;
import org.courant.campaign.RunOutcome.Kind;
import org.courant.delivery.MailingState;
import org.courant.delivery.Mailings;
import org.courant.issue.IssueLaunch;
import org.courant.issue.LaunchOutcome;
import org.courant.publication.Newsletters;
import org.courant.publication.Publication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a kill leaves at each step of a run, made by writing the states that it leaves behind.
@CourantTest
class CampaignRecoveryTests {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration LATE = Duration.ofHours(8);

  @Autowired private Runs runs;
  @Autowired private IssueLaunch launch;
  @Autowired private Mailings mailings;
  @Autowired private Exclusive exclusive;
  @Autowired private Ledger ledger;
  @Autowired private Publication publication;
  @Autowired private Newsletters newsletters;
  @Autowired private JdbcClient jdbc;

  private CampaignRun run;
  private Campaigns campaigns;

  @BeforeEach
  void declare() {
    var entry =
        new CampaignSettings.Entry(
            "recovered", "weekly", "0 0 8 ? * MON", null, Duration.ofHours(6));
    campaigns = new Campaigns(new CampaignSettings(List.of(entry)), publication, newsletters, jdbc);
    run = new CampaignRun(campaigns, runs, launch, exclusive);
    campaigns.declare(campaigns.active().getFirst(), Instant.parse("2070-01-01T00:00:00Z"));
  }

  @Test
  void launchesTheIssueOfARunThatEndedBeforeIt() {
    Instant due = due(2070);
    assertThat(runs.begin("recovered", due, due)).isTrue();

    run.recover(due.plus(SOON));

    assertThat(outcome(due).kind()).isEqualTo(Kind.SENT);
  }

  @ParameterizedTest
  @CsvSource({"2071, true", "2072, false"})
  void finishesAnIssueThatWasComposedAndNotReleased(int year, boolean rendered) {
    Instant due = due(year);
    var issue = begun(due);
    unrelease(issue, rendered);

    run.recover(due.plus(SOON));

    assertThat(outcome(due).kind()).isEqualTo(Kind.SENT);
    assertThat(outcome(due).reason()).startsWith(issue.mailing() + " with 1 article to ");
    assertThat(state(issue)).isEqualTo(MailingState.SENDING);
  }

  @ParameterizedTest
  @CsvSource({"2073, true", "2074, false"})
  void givesUpWhatWouldBeStale(int year, boolean rendered) {
    Instant due = due(year);
    var issue = begun(due);
    unrelease(issue, rendered);

    run.recover(due.plus(LATE));

    assertThat(outcome(due).kind()).isEqualTo(Kind.MISSED);
    assertThat(outcome(due).reason()).startsWith("it came 8 h 0 min late");
    assertThat(state(issue)).isEqualTo(MailingState.CANCELLED);
    // Its articles are free for the next.
    Instant next = due.plus(LATE);
    assertThat(launch.launch("weekly", "recovered", next, next))
        .isInstanceOf(LaunchOutcome.Launched.class);
  }

  @Test
  void saysThatItWasSentWhenItWasReleasedHoweverLateItIsAsked() {
    Instant due = due(2075);
    var issue = begun(due);

    run.recover(due.plus(LATE));

    assertThat(outcome(due).kind()).isEqualTo(Kind.SENT);
    assertThat(state(issue)).isEqualTo(MailingState.SENDING);
  }

  @Test
  void saysThatAMailingIsHeldAndWhy() {
    Instant due = due(2076);
    var issue = begun(due);
    jdbc.sql(
            "update mailing set state = 'HELD', reason = 'no relay is configured' where name = :name")
        .param("name", issue.mailing())
        .update();

    run.recover(due.plus(SOON));

    assertThat(outcome(due))
        .isEqualTo(new RunOutcome(due, Kind.HELD, issue.mailing() + ": no relay is configured"));
  }

  @Test
  void recoversWhatTheLastRunLeftBeforeTheNext() {
    Instant due = due(2077);
    assertThat(runs.begin("recovered", due, due)).isTrue();

    run.run(campaigns.active().getFirst(), due.plus(SOON), due.plus(SOON));

    assertThat(outcome(due).kind()).isEqualTo(Kind.SENT);
    assertThat(outcome(due.plus(SOON)).kind()).isEqualTo(Kind.SKIPPED);
  }

  /// A run whose issue is released and that has no outcome yet.
  private LaunchOutcome.Launched begun(Instant due) {
    assertThat(runs.begin("recovered", due, due)).isTrue();
    if (launch.launch("weekly", "recovered", due, due) instanceof LaunchOutcome.Launched issue) {
      return issue;
    }
    throw new AssertionError("there is something to send");
  }

  private void unrelease(LaunchOutcome.Launched issue, boolean rendered) {
    jdbc.sql("update mailing set state = 'RENDERING', released_at = null where name = :name")
        .param("name", issue.mailing())
        .update();
    if (!rendered) {
      jdbc.sql("update issue set state = 'COMPOSED' where id = :id")
          .param("id", issue.issue().value())
          .update();
      jdbc.sql(
              "delete from message_template where mailing_id = (select id from mailing where name = :name)")
          .param("name", issue.mailing())
          .update();
    }
  }

  private RunOutcome outcome(Instant due) {
    return runs.outcome("recovered", due).orElseThrow();
  }

  private MailingState state(LaunchOutcome.Launched issue) {
    return mailings.progress(mailings.named(issue.mailing()).orElseThrow()).state();
  }

  /// The time of a run, in a year of its own, with a reader and an article that is new.
  private Instant due(int year) {
    Instant due = Instant.parse("%d-06-01T08:00:00Z".formatted(year));
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            with added as (
              insert into subscriber (id, address, address_key, created_at)
              values (:id, :id || '@recovery.example', uuid_send(:id), now()) returning id)
            insert into subscription (subscriber, newsletter, status, joined_at)
            select id, 'weekly', 'ACTIVE', '2020-01-01Z' from added
            """)
        .param("id", id)
        .update();
    var article = item("recovery.test", "Of " + year, null).titled("Of " + year).filed("research");
    ledger.record(article.published(null).incoming(), null, due.minusSeconds(60));
    return due;
  }
}
