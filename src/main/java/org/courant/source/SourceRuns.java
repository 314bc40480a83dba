package org.courant.source;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `source_run`: every pull and how it went.
@Repository
class SourceRuns {
  private final JdbcClient jdbc;

  SourceRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(PullReport report, Instant startedAt) {
    jdbc.sql(
            """
            insert into source_run
              (source, started_at, took_ms, outcome, created, changed, unchanged, withdrawn, failed, problems)
            values
              (:source, :startedAt, :took, :outcome, :created, :changed, :unchanged, :withdrawn, :failed, :problems)
            """)
        .param("source", report.source())
        .param("startedAt", startedAt.atOffset(UTC))
        .param("took", report.took().toMillis())
        .param("outcome", report.outcome().name())
        .param("created", report.created())
        .param("changed", report.changed())
        .param("unchanged", report.unchanged())
        .param("withdrawn", report.withdrawn())
        .param("failed", report.failed())
        .param("problems", report.problems().toArray(String[]::new))
        .update();
  }
}
