package org.courant.article;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.courant.article.Identity.Alias;
import org.courant.article.Identity.Kind;
import org.courant.article.Mark.Actor;
import org.courant.article.Mark.Cause;
import org.courant.cleaning.WebAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds an article by whatever a person has at hand, and tells what happened to it.
@Repository
class ArticleHistory {
  private static final int MOST = 20;

  private final JdbcClient jdbc;

  ArticleHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param withdrawnBy null while it is published
  record Found(
      long id,
      String uri,
      String site,
      @Nullable String guid,
      @Nullable String url,
      String title,
      @Nullable Actor withdrawnBy) {}

  /// The articles of this permanent URI, address or guid, at most twenty.
  List<Found> find(String name) {
    var given = name.strip();
    var address = WebAddress.resolve(given, Identity.NOWHERE);
    var canonical = address == null ? null : WebAddress.canonical(address);
    var sql =
        """
        select a.id, a.uri, a.site, a.guid, r.url, r.title, a.withdrawn_by
        from article a
        join article_revision r on r.article_id = a.id and r.revision = a.revision
        where a.uri = :name or a.id in (
          select article_id from article_alias
          where (kind = 'GUID' and value = :guid) or (kind = 'LINK' and value = :link))
        order by a.uri
        limit :most
        """;
    return jdbc.sql(sql)
        .param("name", given)
        .param("guid", new Alias(Kind.GUID, given).value())
        .param("link", canonical == null ? null : new Alias(Kind.LINK, canonical).value())
        .param("most", MOST)
        .query(
            (row, _) ->
                new Found(
                    row.getLong("id"),
                    row.getString("uri"),
                    row.getString("site"),
                    row.getString("guid"),
                    row.getString("url"),
                    row.getString("title"),
                    Mark.actor(row.getString("withdrawn_by"))))
        .list();
  }

  /// @param reason of a withdrawal, or the note of a correction
  record Event(
      int revision, Instant at, Cause cause, Actor actor, String title, @Nullable String reason) {}

  /// What happened to the article, oldest first.
  List<Event> of(long id) {
    var sql =
        """
        select revision, recorded_at, cause, actor, title,
               coalesce(reason, case when cause = 'CORRECTED' then correction_note end) as reason
        from article_revision where article_id = :id order by revision
        """;
    return jdbc.sql(sql)
        .param("id", id)
        .query(
            (row, _) ->
                new Event(
                    row.getInt("revision"),
                    row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                    Cause.valueOf(row.getString("cause")),
                    Actor.valueOf(row.getString("actor")),
                    row.getString("title"),
                    row.getString("reason")))
        .list();
  }
}
