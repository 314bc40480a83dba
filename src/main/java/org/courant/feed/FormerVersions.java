package org.courant.feed;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The versions that were replaced not long ago: their entries, without their documents.
@Repository
class FormerVersions {
  private final JdbcClient jdbc;

  FormerVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The hashes of the versions that readers may still have.
  Set<String> versions(String slug) {
    return jdbc.sql("select version from feed_version where slug = :slug and state = 'REPLACED'")
        .param("slug", slug)
        .query((row, _) -> row.getString("version"))
        .set();
  }

  Optional<FormerVersion> find(String slug, String version) {
    var sql =
        """
        select entries, revisions, last_modified from feed_version
        where slug = :slug and version = :version and state = 'REPLACED'
        """;
    return jdbc.sql(sql)
        .param("slug", slug)
        .param("version", version)
        .query(
            (row, _) ->
                FormerVersion.of(
                    List.of((String[]) row.getArray("entries").getArray()),
                    List.of((Integer[]) row.getArray("revisions").getArray()),
                    row.getObject("last_modified", OffsetDateTime.class).toInstant()))
        .optional();
  }
}
