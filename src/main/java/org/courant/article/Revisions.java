package org.courant.article;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import org.courant.article.Mark.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes what articles said, each time they said something else.
@Repository
class Revisions {
  private final JdbcClient jdbc;

  Revisions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param correctedBy whose note the content carries, if any
  record Stamp(
      Instant published,
      Instant updated,
      @Nullable Instant correctionAt,
      @Nullable Actor correctedBy,
      Instant now) {

    /// Of content whose note, if any, is its source's and new.
    static Stamp first(Content content, Instant published, Instant updated, Instant now) {
      return content.correction() == null
          ? new Stamp(published, updated, null, null, now)
          : new Stamp(published, updated, updated, Actor.SOURCE, now);
    }
  }

  void add(RevisionKey key, Content content, Stamp stamp, Mark mark) {
    var sql =
        """
        insert into article_revision (article_id, revision, content_hash, url, title, summary, html, text,
          authors, sections, tags, image_url, image_alt, enclosures, language, sponsor, correction_note, correction_at,
          correction_by, published_at, updated_at, recorded_at, cause, actor, reason)
        values (:article, :revision, :hash, :url, :title, :summary, :html, :text,
          :authors, :sections, :tags, :imageUrl, :imageAlt, :enclosures::jsonb, :language, :sponsor, :note, :noteAt,
          :noteBy, :published, :updated, :now, :cause, :actor, :reason)
        """;
    var image = content.image();
    jdbc.sql(sql)
        .param("article", key.articleId())
        .param("revision", key.revision())
        .param("hash", content.hash(stamp.published()))
        .param("url", content.url() == null ? null : content.url().toString())
        .param("title", content.title())
        .param("summary", content.summary())
        .param("html", content.html())
        .param("text", content.text())
        .param("authors", content.authors().toArray(String[]::new))
        .param("sections", content.sections().toArray(String[]::new))
        .param("tags", content.tags().toArray(String[]::new))
        .param("imageUrl", image == null ? null : image.url().toString())
        .param("imageAlt", image == null ? null : image.alt())
        .param("enclosures", Enclosures.written(content.enclosures()))
        .param("language", content.language())
        .param("sponsor", content.sponsor())
        .param("note", content.correction())
        .param("noteAt", stamp.correctionAt() == null ? null : stamp.correctionAt().atOffset(UTC))
        .param("published", stamp.published().atOffset(UTC))
        .param("updated", stamp.updated().atOffset(UTC))
        .param("now", stamp.now().atOffset(UTC))
        .param("noteBy", stamp.correctedBy() == null ? null : stamp.correctedBy().name())
        .param("cause", mark.cause().name())
        .param("actor", mark.actor().name())
        .param("reason", mark.reason())
        .update();
    file(key.articleId(), content.sections());
  }

  private void file(long articleId, List<String> sections) {
    jdbc.sql(
            "delete from article_section where article_id = :article and section <> all (:sections)")
        .param("article", articleId)
        .param("sections", sections.toArray(String[]::new))
        .update();
    var sql =
        """
        insert into article_section (section, article_id)
        select section, :article from unnest(:sections::text[]) section
        on conflict do nothing
        """;
    jdbc.sql(sql)
        .param("article", articleId)
        .param("sections", sections.toArray(String[]::new))
        .update();
  }
}
