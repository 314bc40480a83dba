package org.courant.article;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.courant.article.Ledger.Presence;
import org.courant.article.Mark.Actor;
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
          withdrawn_reason, withdrawn_by)
        values (:uri, :site, :guid, 1, :published, :now, :eligible, :withdrawn, :reason, :by)
        returning id
        """;
    return jdbc.sql(sql)
        .param("uri", uri(entry))
        .param("site", entry.site())
        .param("guid", entry.identity().guid())
        .param("published", entry.published().atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .param("eligible", entry.eligible() ? now.atOffset(UTC) : null)
        .param("withdrawn", entry.withdrawn() ? now.atOffset(UTC) : null)
        .param("reason", entry.withdrawn() ? Mark.AT_ITS_SOURCE : null)
        .param("by", entry.withdrawn() ? Actor.SOURCE.name() : null)
        .query((row, _) -> row.getLong("id"))
        .single();
  }

  String uri(NewEntry entry) {
    return entry.identity().uri(publication.tagAuthority(), entry.site());
  }

  /// Shows another revision of what stays as it is otherwise.
  void advance(RevisionKey key) {
    var sql = "update article set revision = :revision where id = :id and revision = :revision - 1";
    int rows =
        jdbc.sql(sql).param("revision", key.revision()).param("id", key.articleId()).update();
    follows(key, rows);
  }

  private static void follows(RevisionKey key, int rows) {
    if (rows != 1) {
      throw new IllegalStateException(key + " does not follow the current revision");
    }
  }

  /// Shows another revision of the source's; an article that the source had withdrawn is back.
  void show(RevisionKey key, @Nullable String guid, Instant published) {
    var sql =
        """
        update article
        set revision = :revision, guid = coalesce(:guid, guid), published_at = :published,
            withdrawn_at = case when withdrawn_by = 'ADMIN' then withdrawn_at end,
            withdrawn_reason = case when withdrawn_by = 'ADMIN' then withdrawn_reason end,
            withdrawn_by = case when withdrawn_by = 'ADMIN' then withdrawn_by end
        where id = :id and revision = :revision - 1
        """;
    int rows =
        jdbc.sql(sql)
            .param("revision", key.revision())
            .param("guid", guid)
            .param("published", published.atOffset(UTC))
            .param("id", key.articleId())
            .update();
    follows(key, rows);
  }

  /// The site whose sources know it.
  String site(long id) {
    return jdbc.sql("select site from article where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  RevisionKey current(long id) {
    return jdbc.sql("select revision from article where id = :id")
        .param("id", id)
        .query((row, _) -> new RevisionKey(id, row.getInt("revision")))
        .single();
  }

  void rename(long id, String guid) {
    jdbc.sql("update article set guid = :guid where id = :id")
        .param("guid", guid)
        .param("id", id)
        .update();
  }

  List<Long> named(String site, Collection<String> guids) {
    return jdbc.sql("select id from article where site = :site and guid = any (:guids)")
        .param("site", site)
        .param("guids", guids.toArray(String[]::new))
        .query((row, _) -> row.getLong("id"))
        .list();
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
