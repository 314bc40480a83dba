package org.courant.source;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `source_run`: every pull and how it went.
@Repository
class SourceRuns {
  private static final Duration KEPT = Duration.ofDays(400);
  private static final Duration KEPT_QUIET = Duration.ofDays(30);

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

  /// Deletes what nobody asks for any more: after a month the pulls that found nothing to do, after
  /// 400 days all; of each source the last hundred stay. Returns how many went.
  int forget(Instant now) {
    return jdbc.sql(
            """
            delete from source_run r
            using (select id, row_number() over (partition by source order by id desc) as place from source_run) p
            where p.id = r.id and p.place > 100
              and (r.started_at < :year
                or r.started_at < :month and r.outcome in ('READ', 'UNCHANGED', 'SKIPPED')
                  and r.created + r.changed + r.withdrawn + r.failed = 0)
            """)
        .param("year", now.minus(KEPT).atOffset(UTC))
        .param("month", now.minus(KEPT_QUIET).atOffset(UTC))
        .update();
  }

  /// A pull as it was recorded.
  record Run(
      Instant at,
      String outcome,
      int created,
      int changed,
      int unchanged,
      int withdrawn,
      int failed,
      List<String> problems) {}

  /// Newest first.
  List<Run> latest(String source, int most) {
    return jdbc.sql(
            """
            select started_at, outcome, created, changed, unchanged, withdrawn, failed, problems
            from source_run
            where source = :source
            order by id desc
            limit :most
            """)
        .param("source", source)
        .param("most", most)
        .query((rs, _) -> run(rs))
        .list();
  }

  private static Run run(ResultSet rs) throws SQLException {
    return new Run(
        rs.getObject("started_at", OffsetDateTime.class)
            .toInstant()
            .truncatedTo(ChronoUnit.SECONDS),
        rs.getString("outcome"),
        rs.getInt("created"),
        rs.getInt("changed"),
        rs.getInt("unchanged"),
        rs.getInt("withdrawn"),
        rs.getInt("failed"),
        List.of((String[]) rs.getArray("problems").getArray()));
  }
}
