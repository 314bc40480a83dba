package org.courant.subscriber;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Brings readers in by the many. Rows are first put in a table of the transaction's own, so that
/// the process holds one batch at a time and each rule is one statement over all rows.
@Repository
class Subscribers {
  private static final int FETCHED = 1_000;

  /// How many of the staged rows are refused, and what the rest would do.
  record Counts(long refused, long added, long joined, long unchanged) {}

  private final JdbcClient jdbc;
  private final ReaderStage stage;

  Subscribers(JdbcClient jdbc, ReaderStage stage) {
    this.jdbc = jdbc;
    this.stage = stage;
  }

  void openStage() {
    // A million readers are joined and sorted in memory instead of on disk.
    jdbc.sql("set local work_mem = '64MB'").update();
    var sql =
        """
        create temporary table staged_reader (
          line bigint not null, address text, address_key bytea not null, name text, language text, zone text,
          topics text, joined timestamptz, reason text) on commit drop
        """;
    jdbc.sql(sql).update();
  }

  void stage(List<ReaderRow> rows) {
    stage.copy(rows);
  }

  /// Refuses what a file must not do: name a mailbox twice, or bring back who is not to be mailed.
  void judge(String newsletter) {
    jdbc.sql("analyze staged_reader").update();
    var twice =
        """
        update staged_reader r set reason = 'the address already stands in line ' || first.line
        from (select address_key, min(line) as line from staged_reader where reason is null
              group by address_key having count(*) > 1) first
        where r.address_key = first.address_key and r.line > first.line and r.reason is null
        """;
    jdbc.sql(twice).update();
    var left =
        """
        update staged_reader r set reason = 'the reader left this newsletter; a file does not bring them back'
        from subscriber s join subscription n on n.subscriber = s.id
        where s.address_key = r.address_key and n.newsletter = :newsletter and n.status = 'LEFT'
          and r.reason is null
        """;
    jdbc.sql(left).param("newsletter", newsletter).update();
    var suppressed =
        """
        update staged_reader r set reason = 'the address is not to be mailed; a file does not change that'
        where r.reason is null and exists (
          select from suppressed_address a
          where a.address_key = r.address_key and (a.list is null or a.list = :newsletter))
        """;
    jdbc.sql(suppressed).param("newsletter", newsletter).update();
  }

  Counts counts(String newsletter) {
    var sql =
        """
        select count(*) filter (where r.reason is not null) as refused,
               count(*) filter (where r.reason is null and s.id is null) as added,
               count(*) filter (where r.reason is null and n.subscriber is null) as joined,
               count(*) filter (where r.reason is null and n.subscriber is not null) as unchanged
        from staged_reader r
        left join subscriber s on s.address_key = r.address_key
        left join subscription n on n.subscriber = s.id and n.newsletter = :newsletter
        """;
    return jdbc.sql(sql)
        .param("newsletter", newsletter)
        .query(
            (rs, _) ->
                new Counts(
                    rs.getLong("refused"),
                    rs.getLong("added"),
                    rs.getLong("joined"),
                    rs.getLong("unchanged")))
        .single();
  }

  void refused(Consumer<RefusedRow> to) {
    jdbc.sql(
            "select line, address, reason from staged_reader where reason is not null order by line")
        .withFetchSize(FETCHED)
        .query(
            rs -> {
              to.accept(
                  new RefusedRow(
                      rs.getLong("line"),
                      Objects.requireNonNullElse(rs.getString("address"), ""),
                      Objects.requireNonNull(rs.getString("reason"))));
            });
  }

  /// Adds who is new, in the order of the index that grows with them. What is known of a reader is
  /// only completed, never overwritten: they may have changed it themselves.
  void admit(String newsletter, String evidence, Instant now) {
    var added =
        """
        insert into subscriber as s (address, address_key, name, language, zone, created_at)
        select address, address_key, name, language, zone, :now from staged_reader where reason is null
        order by address_key
        on conflict (address_key) do update
        set name = coalesce(s.name, excluded.name), language = coalesce(s.language, excluded.language),
            zone = coalesce(s.zone, excluded.zone)
        where (s.name is null and excluded.name is not null)
           or (s.language is null and excluded.language is not null)
           or (s.zone is null and excluded.zone is not null)
        """;
    jdbc.sql(added).param("now", now.atOffset(UTC)).update();
    var joined =
        """
        with fresh as (
          insert into subscription (subscriber, newsletter, status, topics, joined_at)
          select s.id, :newsletter, 'ACTIVE', string_to_array(r.topics, ','), least(coalesce(r.joined, :now), :now)
          from staged_reader r join subscriber s on s.address_key = r.address_key
          where r.reason is null
          on conflict (subscriber, newsletter) do nothing
          returning subscriber)
        insert into consent_event (subscriber, newsletter, kind, evidence, at)
        select subscriber, :newsletter, 'IMPORTED', :evidence, :now from fresh
        """;
    jdbc.sql(joined)
        .param("newsletter", newsletter)
        .param("evidence", evidence)
        .param("now", now.atOffset(UTC))
        .update();
  }

  /// Lets the planner know at once of readers by the many: the next issue joins them all.
  void tellPlanner() {
    jdbc.sql("analyze subscriber, subscription").update();
  }
}
