package org.courant.article;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.courant.article.Mark.Actor;
import org.courant.article.Mark.Cause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Takes articles out of sight and brings them back. Either is a revision that says the same as the
/// one before.
@Repository
class Withdrawals {
  /// After a statement `changed` that counted the articles' revisions up.
  private static final String REVISE =
      """
      insert into article_revision (article_id, revision, content_hash, url, title, summary, html, text,
        authors, sections, tags, image_url, image_alt, enclosures, language, sponsor, correction_note, correction_at,
        correction_by, published_at, updated_at, recorded_at, cause, actor, reason)
      select r.article_id, c.revision, r.content_hash, r.url, r.title, r.summary, r.html, r.text,
        r.authors, r.sections, r.tags, r.image_url, r.image_alt, r.enclosures, r.language, r.sponsor, r.correction_note,
        r.correction_at, r.correction_by, r.published_at, greatest(r.updated_at, :now), :now, :cause, :actor, :reason
      from changed c
      join article_revision r on r.article_id = c.id and r.revision = c.revision - 1
      """;

  private final JdbcClient jdbc;

  Withdrawals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Returns how many were not withdrawn before. An admin's withdrawal takes the place of a
  /// source's, never the other way.
  int withdraw(Collection<Long> ids, Actor actor, String reason, Instant now) {
    var changed =
        """
        with changed as (
          update article
          set withdrawn_at = coalesce(withdrawn_at, :now), withdrawn_reason = :reason, withdrawn_by = :actor,
            revision = revision + 1
          where id = any (:ids) and (withdrawn_at is null or (withdrawn_by = 'SOURCE' and :actor = 'ADMIN'))
          returning id, revision)
        """;
    return revise(changed, ids, new Mark(Cause.WITHDRAWN, actor, reason), now);
  }

  /// False when it is not withdrawn.
  boolean restore(long id, Instant now) {
    var changed =
        """
        with changed as (
          update article
          set withdrawn_at = null, withdrawn_reason = null, withdrawn_by = null, revision = revision + 1
          where id = any (:ids) and withdrawn_at is not null
          returning id, revision)
        """;
    return revise(changed, List.of(id), new Mark(Cause.RESTORED, Actor.ADMIN, null), now) == 1;
  }

  private int revise(String changed, Collection<Long> ids, Mark mark, Instant now) {
    return jdbc.sql(changed + REVISE)
        .param("ids", ids.toArray(Long[]::new))
        .param("now", now.atOffset(UTC))
        .param("cause", mark.cause().name())
        .param("actor", mark.actor().name())
        .param("reason", mark.reason())
        .update();
  }
}
