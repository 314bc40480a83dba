package org.courant.campaign;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.courant.issue.IssueId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The runs of campaigns: one row for each campaign and time.
@Repository
class Runs {
  /// A run without an outcome.
  record Unfinished(String campaign, Instant scheduledFor) {}

  private final JdbcClient jdbc;

  Runs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// True for the one caller who is to run the campaign for this time.
  boolean begin(String campaign, Instant scheduledFor, Instant now) {
    var sql =
        """
        insert into campaign_run (campaign, scheduled_for, started_at) values (:campaign, :time, :now)
        on conflict (campaign, scheduled_for) do nothing
        """;
    return jdbc.sql(sql)
            .param("campaign", campaign)
            .param("time", scheduledFor.atOffset(UTC))
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /// The first outcome stays.
  void finish(String campaign, RunOutcome outcome, @Nullable IssueId issue, Instant now) {
    var sql =
        """
        update campaign_run
        set outcome = :outcome, reason = :reason, issue = :issue, finished_at = :now
        where campaign = :campaign and scheduled_for = :time and outcome is null
        """;
    @Nullable UUID id = issue == null ? null : issue.value();
    jdbc.sql(sql)
        .param("outcome", outcome.kind().name())
        .param("reason", outcome.reason())
        .param("issue", id, java.sql.Types.OTHER)
        .param("now", now.atOffset(UTC))
        .param("campaign", campaign)
        .param("time", outcome.scheduledFor().atOffset(UTC))
        .update();
  }

  Optional<RunOutcome> outcome(String campaign, Instant scheduledFor) {
    var sql =
        """
        select scheduled_for, outcome, reason from campaign_run
        where campaign = :campaign and scheduled_for = :time and outcome is not null
        """;
    return jdbc.sql(sql)
        .param("campaign", campaign)
        .param("time", scheduledFor.atOffset(UTC))
        .query(Runs::outcome)
        .optional();
  }

  /// Newest first.
  List<RunOutcome> last(String campaign, int number) {
    var sql =
        """
        select scheduled_for, outcome, reason from campaign_run
        where campaign = :campaign and outcome is not null
        order by scheduled_for desc limit :number
        """;
    return jdbc.sql(sql)
        .param("campaign", campaign)
        .param("number", number)
        .query(Runs::outcome)
        .list();
  }

  /// Oldest first.
  List<Unfinished> unfinished() {
    var sql =
        "select campaign, scheduled_for from campaign_run where outcome is null order by started_at";
    return jdbc.sql(sql)
        .query(
            (rs, _) ->
                new Unfinished(
                    requireNonNull(rs.getString("campaign")), instant(rs, "scheduled_for")))
        .list();
  }

  private static RunOutcome outcome(ResultSet rs, int row) throws SQLException {
    return new RunOutcome(
        instant(rs, "scheduled_for"),
        RunOutcome.Kind.valueOf(rs.getString("outcome")),
        requireNonNull(rs.getString("reason")));
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    return requireNonNull(rs.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
