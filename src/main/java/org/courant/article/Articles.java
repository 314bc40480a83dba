package org.courant.article;

import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the ledger.
@Repository
public class Articles {
  private final JdbcClient jdbc;

  Articles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Not withdrawn, of one section or all, newest published first, ties by URI.
  public List<Article> recent(Optional<String> section, int limit) {
    return revisions(
        section.map(slug -> recentOf(slug, limit)).orElseGet(() -> recentOfAll(limit)));
  }

  private List<RevisionKey> recentOfAll(int limit) {
    var sql =
        """
        select id, revision from article
        where withdrawn_at is null
        order by published_at desc, uri
        limit :limit
        """;
    return jdbc.sql(sql).param("limit", limit).query((row, _) -> key(row)).list();
  }

  private List<RevisionKey> recentOf(String section, int limit) {
    var sql =
        """
        select a.id, a.revision
        from article_section s
        join article a on a.id = s.article_id
        where s.section = :section and a.withdrawn_at is null
        order by a.published_at desc, a.uri
        limit :limit
        """;
    return jdbc.sql(sql)
        .param("section", section)
        .param("limit", limit)
        .query((row, _) -> key(row))
        .list();
  }

  private static RevisionKey key(ResultSet row) throws SQLException {
    return new RevisionKey(row.getLong("id"), row.getInt("revision"));
  }

  /// The revisions asked for, in the order given; an unknown key is left out.
  public List<Article> revisions(List<RevisionKey> keys) {
    return filed(keys).stream().map(FiledArticle::article).toList();
  }

  /// The same, to be held against filters.
  public List<FiledArticle> filed(List<RevisionKey> keys) {
    var sql =
        """
        select a.id, a.uri, a.site, a.withdrawn_at, r.revision, r.url, r.title, r.summary, r.html, r.text, r.authors,
               r.sections, r.tags, r.image_url, r.image_alt, r.enclosures, r.language, r.published_at, r.updated_at,
               r.sponsor, r.correction_note, r.correction_at
        from unnest(:ids::bigint[], :revisions::int[]) with ordinality as wanted (id, revision, place)
        join article a on a.id = wanted.id
        join article_revision r on r.article_id = wanted.id and r.revision = wanted.revision
        order by wanted.place
        """;
    return jdbc.sql(sql)
        .param("ids", keys.stream().map(RevisionKey::articleId).toArray(Long[]::new))
        .param("revisions", keys.stream().map(RevisionKey::revision).toArray(Integer[]::new))
        .query((row, _) -> new FiledArticle(article(row), row.getString("site")))
        .list();
  }

  /// The same, each with the correction that its article has now rather than then.
  public List<Article> corrected(List<RevisionKey> keys) {
    var sql =
        """
        select a.id, r.correction_note, r.correction_at
        from article a
        join article_revision r on r.article_id = a.id and r.revision = a.revision
        where a.id = any (:ids) and r.correction_note is not null
        """;
    var notes = new HashMap<Long, Correction>();
    jdbc.sql(sql)
        .param("ids", keys.stream().map(RevisionKey::articleId).toArray(Long[]::new))
        .query(
            row -> {
              var at = row.getObject("correction_at", OffsetDateTime.class).toInstant();
              notes.put(row.getLong("id"), new Correction(row.getString("correction_note"), at));
            });
    return revisions(keys).stream().map(one -> one.corrected(notes.get(one.id()))).toList();
  }

  /// Those of the URIs whose articles are known and not withdrawn.
  public Set<String> published(Collection<String> uris) {
    var sql = "select uri from article where uri = any (:uris) and withdrawn_at is null";
    return new HashSet<>(
        jdbc.sql(sql)
            .param("uris", uris.toArray(String[]::new))
            .query((row, _) -> row.getString("uri"))
            .list());
  }

  private static Article article(ResultSet row) throws SQLException {
    var url = row.getString("url");
    var image = row.getString("image_url");
    var note = row.getString("correction_note");
    var noted = instant(row, "correction_at");
    return new Article(
        row.getLong("id"),
        row.getString("uri"),
        row.getInt("revision"),
        url == null ? null : URI.create(url),
        row.getString("title"),
        row.getString("summary"),
        row.getString("html"),
        row.getString("text"),
        strings(row.getArray("authors")),
        strings(row.getArray("sections")),
        strings(row.getArray("tags")),
        image == null ? null : new ArticleImage(URI.create(image), row.getString("image_alt")),
        Enclosures.read(row.getString("enclosures")),
        row.getString("language"),
        row.getObject("published_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getString("sponsor"),
        note == null || noted == null ? null : new Correction(note, noted),
        instant(row, "withdrawn_at"));
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
