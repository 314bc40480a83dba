package org.courant.source;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `source_host`: hosts to be left alone for a while, with all their sources.
@Repository
class SourceHosts {
  private final JdbcClient jdbc;

  SourceHosts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param failures how often in a row it did not answer, whichever source asked
  record Unwell(int failures, Instant notBefore, String reason) {}

  Optional<Unwell> get(String host) {
    return jdbc.sql("select failures, not_before, reason from source_host where host = :host")
        .param("host", host)
        .query(
            (rs, _) ->
                new Unwell(
                    rs.getInt("failures"),
                    rs.getObject("not_before", OffsetDateTime.class).toInstant(),
                    rs.getString("reason")))
        .optional();
  }

  void failed(String host, String reason, Instant notBefore) {
    jdbc.sql(
            """
            insert into source_host (host, failures, not_before, reason)
            values (:host, 1, :notBefore, :reason)
            on conflict (host) do update
            set failures = source_host.failures + 1, not_before = excluded.not_before, reason = excluded.reason
            """)
        .param("host", host)
        .param("notBefore", notBefore.atOffset(UTC))
        .param("reason", reason)
        .update();
  }

  void answered(String host) {
    jdbc.sql("delete from source_host where host = :host").param("host", host).update();
  }
}
