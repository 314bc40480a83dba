package org.courant.article;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.courant.publication.Publication;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The articles themselves: one row each, for ever.
@Repository
class Entries {
  private final Publication publication;
  private final JdbcClient jdbc;

  Entries(Publication publication, JdbcClient jdbc) {
    this.publication = publication;
    this.jdbc = jdbc;
  }

  record NewEntry(
      String site, Identity identity, Instant published, boolean eligible, boolean withdrawn) {}

  long add(NewEntry entry, Instant now) {
    var sql =
        """
        insert into article (uri, site, guid, revision, published_at, first_seen_at, eligible_at, withdrawn_at,
          withdrawn_reason)
        values (:uri, :site, :guid, 1, :published, :now, :eligible, :withdrawn, :reason)
        returning id
        """;
    return jdbc.sql(sql)
        .param("uri", entry.identity().uri(publication.tagAuthority(), entry.site()))
        .param("site", entry.site())
        .param("guid", entry.identity().guid())
        .param("published", entry.published().atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .param("eligible", entry.eligible() ? now.atOffset(UTC) : null)
        .param("withdrawn", entry.withdrawn() ? now.atOffset(UTC) : null)
        .param("reason", entry.withdrawn() ? "withdrawn at its source" : null)
        .query((row, _) -> row.getLong("id"))
        .single();
  }

  /// Shows another revision; an article that was withdrawn is back.
  void show(RevisionKey key, @Nullable String guid, Instant published) {
    var sql =
        """
        update article
        set revision = :revision, guid = coalesce(:guid, guid), published_at = :published,
            withdrawn_at = null, withdrawn_reason = null
        where id = :id and revision = :revision - 1
        """;
    int rows =
        jdbc.sql(sql)
            .param("revision", key.revision())
            .param("guid", guid)
            .param("published", published.atOffset(UTC))
            .param("id", key.articleId())
            .update();
    if (rows != 1) {
      throw new IllegalStateException(key + " does not follow the current revision");
    }
  }

  void rename(long id, String guid) {
    jdbc.sql("update article set guid = :guid where id = :id")
        .param("guid", guid)
        .param("id", id)
        .update();
  }

  /// True for one caller only: a second one finds it withdrawn.
  boolean withdraw(long id, Instant now) {
    var sql =
        """
        update article set withdrawn_at = :now, withdrawn_reason = 'withdrawn at its source'
        where id = :id and withdrawn_at is null
        """;
    return jdbc.sql(sql).param("now", now.atOffset(UTC)).param("id", id).update() == 1;
  }

  int withdraw(String site, Collection<String> guids, String reason, Instant now) {
    var sql =
        """
        update article set withdrawn_at = :now, withdrawn_reason = :reason
        where site = :site and guid = any (:guids) and withdrawn_at is null
        """;
    return jdbc.sql(sql)
        .param("now", now.atOffset(UTC))
        .param("reason", reason)
        .param("site", site)
        .param("guids", guids.toArray(String[]::new))
        .update();
  }

  List<Presence> present(String site) {
    var sql =
        """
        select guid, id from article
        where site = :site and guid is not null and withdrawn_at is null
        order by guid collate "C"
        """;
    return jdbc.sql(sql)
        .param("site", site)
        .query((row, _) -> new Presence(row.getString("guid"), row.getLong("id")))
        .list();
  }

  /// Heard by every node that listens, once the current transaction commits.
  void notifyNodes() {
    jdbc.sql("select pg_notify('courant_articles', '')").query((_, _) -> "").list();
  }
}
