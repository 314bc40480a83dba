package org.courant.feed;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.document.FeedFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The feeds that were ever known, and the versions of each.
@Repository
class FeedVersions {
  private final JdbcClient jdbc;

  FeedVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// When the feed was first known: from now on, if nobody knew it.
  Instant since(String slug, Instant now) {
    jdbc.sql("insert into feed (slug, since) values (:slug, :now) on conflict do nothing")
        .param("slug", slug)
        .param("now", now.atOffset(UTC))
        .update();
    return jdbc.sql("select since from feed where slug = :slug")
        .param("slug", slug)
        .query((row, _) -> row.getObject("since", OffsetDateTime.class).toInstant())
        .single();
  }

  boolean known(String slug) {
    return jdbc.sql("select count(*) from feed where slug = :slug")
            .param("slug", slug)
            .query(Integer.class)
            .single()
        == 1;
  }

  /// The hash of the published version.
  Optional<String> current(String slug) {
    return jdbc.sql("select version from feed where slug = :slug and version is not null")
        .param("slug", slug)
        .query((row, _) -> row.getString("version"))
        .optional();
  }

  /// The published version with its documents.
  Optional<FeedVersion> load(String slug) {
    var sql =
        """
        select v.slug, v.version, v.entries, v.rss_gzip, v.atom_gzip, v.json_gzip, v.rdf_gzip, v.last_modified
        from feed f
        join feed_version v on v.slug = f.slug and v.version = f.version
        where f.slug = :slug
        """;
    return jdbc.sql(sql).param("slug", slug).query((row, _) -> version(row)).optional();
  }

  private static FeedVersion version(ResultSet row) throws SQLException {
    return new FeedVersion(
        row.getString("slug"),
        row.getString("version"),
        List.of((String[]) row.getArray("entries").getArray()),
        Map.of(
            FeedFormat.RSS, FeedDocument.stored(row.getBytes("rss_gzip")),
            FeedFormat.ATOM, FeedDocument.stored(row.getBytes("atom_gzip")),
            FeedFormat.JSON, FeedDocument.stored(row.getBytes("json_gzip")),
            FeedFormat.RDF, FeedDocument.stored(row.getBytes("rdf_gzip"))),
        row.getObject("last_modified", OffsetDateTime.class).toInstant());
  }

  /// Publishes a version in place of `before`; false when another node replaced that one meanwhile.
  /// The version's own Last-Modified is moved on where two versions would share a second.
  @Transactional
  boolean publish(FeedVersion next, @Nullable String before) {
    var sql =
        """
        update feed set version = :version where slug = :slug and version is not distinct from :before
        """;
    int rows =
        jdbc.sql(sql)
            .param("version", next.version())
            .param("slug", next.slug())
            .param("before", before)
            .update();
    if (rows == 0) {
      return false;
    }
    var floor = lastModified(next.slug(), before).map(last -> last.plusSeconds(1));
    var lastModified = floor.filter(next.lastModified()::isBefore).orElse(next.lastModified());
    clear(next);
    insert(next, lastModified);
    return true;
  }

  private void clear(FeedVersion next) {
    var sql =
        """
        delete from feed_version where slug = :slug and (state = 'PUBLISHED' or version = :version)
        """;
    jdbc.sql(sql).param("slug", next.slug()).param("version", next.version()).update();
  }

  private Optional<Instant> lastModified(String slug, @Nullable String version) {
    var sql = "select last_modified from feed_version where slug = :slug and version = :version";
    return jdbc.sql(sql)
        .param("slug", slug)
        .param("version", version)
        .query((row, _) -> row.getObject("last_modified", OffsetDateTime.class).toInstant())
        .optional();
  }

  private void insert(FeedVersion next, Instant lastModified) {
    var sql =
        """
        insert into feed_version
          (slug, version, state, entries, rss_gzip, atom_gzip, json_gzip, rdf_gzip, last_modified)
        values (:slug, :version, 'PUBLISHED', :entries, :rss, :atom, :json, :rdf, :lastModified)
        """;
    jdbc.sql(sql)
        .param("slug", next.slug())
        .param("version", next.version())
        .param("entries", next.entries().toArray(String[]::new))
        .param("rss", next.document(FeedFormat.RSS).gzip())
        .param("atom", next.document(FeedFormat.ATOM).gzip())
        .param("json", next.document(FeedFormat.JSON).gzip())
        .param("rdf", next.document(FeedFormat.RDF).gzip())
        .param("lastModified", lastModified.atOffset(UTC))
        .update();
  }

  /// Keeps a version that may not be served, with its reason; true for the first who refuses it.
  boolean refuse(String slug, String version, List<String> entries, String reason, Instant now) {
    var sql =
        """
        insert into feed_version (slug, version, state, reason, entries, last_modified)
        values (:slug, :version, 'REFUSED', :reason, :entries, :now)
        on conflict do nothing
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
}
