package org.courant.feed;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The versions that are not published, and what a person says to that.
@Repository
class FeedRefusals {
  private final JdbcClient jdbc;

  FeedRefusals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Keeps a version that may not be served, with its reason; true for the first who refuses it
  /// since another one was published.
  boolean refuse(String slug, String version, List<String> entries, String reason, Instant now) {
    var sql =
        """
        with known as (
          insert into feed (slug) values (:slug) on conflict do nothing
        )
        insert into feed_version (slug, version, state, reason, entries, last_modified)
        values (:slug, :version, 'REFUSED', :reason, :entries, :now)
        on conflict (slug, version) do update
          set state = 'REFUSED', reason = excluded.reason, replaced_at = null,
              last_modified = excluded.last_modified
          where feed_version.state = 'REPLACED'
            or feed_version.state = 'REFUSED' and feed_version.last_modified < (
              select p.last_modified from feed f
              join feed_version p on p.slug = f.slug and p.version = f.version
              where f.slug = :slug
            )
        """;
    return jdbc.sql(sql)
            .param("slug", slug)
            .param("version", version)
            .param("reason", reason)
            .param("entries", entries.toArray(String[]::new))
            .param("now", now.truncatedTo(ChronoUnit.SECONDS).atOffset(UTC))
            .update()
        == 1;
  }

  /// Why newer versions than the published one are not published, the latest first.
  List<String> of(String slug) {
    var sql =
        """
        select r.reason from feed f
        join feed_version r on r.slug = f.slug and r.state = 'REFUSED'
        left join feed_version v on v.slug = f.slug and v.version = f.version
        where f.slug = :slug and (v.last_modified is null or r.last_modified >= v.last_modified)
        order by r.last_modified desc
        """;
    return jdbc.sql(sql).param("slug", slug).query((row, _) -> row.getString("reason")).list();
  }

  /// The next version need not hold what the published one held. False where nothing is refused: an
  /// answer given beforehand would let through what nobody has seen.
  boolean accept(String slug) {
    if (of(slug).isEmpty()) {
      return false;
    }
    return jdbc.sql("update feed set terms = null where slug = :slug").param("slug", slug).update()
        == 1;
  }
}
