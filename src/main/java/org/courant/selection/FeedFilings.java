package org.courant.selection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.courant.article.Article;
import org.courant.article.RevisionKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which articles are to be held against the filters, and what came of it.
@Repository
class FeedFilings {
  private final JdbcClient jdbc;

  FeedFilings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// An article as the ledger has it now.
  record State(RevisionKey key, @Nullable Instant withdrawnAt) {}

  /// A block of all articles, in the order of their numbers.
  List<State> all(long after, int most) {
    var sql =
        """
        select article_id, revision, withdrawn_at from article_state
        where article_id > :after
        order by article_id
        limit :most
        """;
    return jdbc.sql(sql)
        .param("after", after)
        .param("most", most)
        .query((row, _) -> state(row))
        .list();
  }

  /// A block of those that are not what they were when they were seen last. Compared and not told
  /// of, so that nothing is missed: 10,000 articles are compared in 5 ms.
  List<State> changed(long after, int most) {
    var sql =
        """
        select s.article_id, s.revision, s.withdrawn_at
        from article_state s
        left join feed_seen n on n.article_id = s.article_id
        where s.article_id > :after
          and (n.article_id is null or n.revision <> s.revision or n.withdrawn_at is distinct from s.withdrawn_at)
        order by s.article_id
        limit :most
        """;
    return jdbc.sql(sql)
        .param("after", after)
        .param("most", most)
        .query((row, _) -> state(row))
        .list();
  }

  private static State state(ResultSet row) throws SQLException {
    var withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
    return new State(
        new RevisionKey(row.getLong("article_id"), row.getInt("revision")),
        withdrawn == null ? null : withdrawn.toInstant());
  }

  void seen(List<State> states) {
    var sql =
        """
        insert into feed_seen (article_id, revision, withdrawn_at)
        select * from unnest(:articles::bigint[], :revisions::int[], :withdrawn::timestamptz[])
        on conflict (article_id) do update set revision = excluded.revision, withdrawn_at = excluded.withdrawn_at
        """;
    jdbc.sql(sql)
        .param(
            "articles", states.stream().map(state -> state.key().articleId()).toArray(Long[]::new))
        .param(
            "revisions",
            states.stream().map(state -> state.key().revision()).toArray(Integer[]::new))
        .param("withdrawn", texts(states, State::withdrawnAt))
        .update();
  }

  private static <T> String[] texts(List<T> rows, Function<T, @Nullable Instant> column) {
    return rows.stream()
        .map(column)
        .map(instant -> instant == null ? null : instant.toString())
        .toArray(String[]::new);
  }

  /// A feed and an article that its filter means.
  record Match(long feed, long article) {}

  /// Writes down how the articles stand to the feeds. An article that comes back after it was
  /// withdrawn counts as in no archive: it was taken out of them.
  void file(Collection<Long> feeds, List<Article> articles, List<Match> matches) {
    var sql =
        """
        with said as (
          select * from unnest(:articles::bigint[], :uris::text[], :revisions::int[], :published::timestamptz[],
            :updated::timestamptz[], :withdrawn::timestamptz[])
            as said (article_id, uri, revision, published_at, updated_at, withdrawn_at)
        ), meant as (
          select * from unnest(:meantBy::bigint[], :meant::bigint[]) as meant (feed, article_id)
        ), gone as (
          update feed_item i
          set matches = false, revision = said.revision, updated_at = said.updated_at,
              withdrawn_at = said.withdrawn_at,
              archived_update = case when said.withdrawn_at is null then i.archived_update end
          from said
          where said.article_id = i.article_id and i.feed = any (:feeds)
            and not exists (select from meant where feed = i.feed and article_id = i.article_id)
        )
        insert into feed_item (feed, article_id, uri, revision, published_at, updated_at, withdrawn_at, matches)
        select feed, article_id, uri, revision, published_at, updated_at, withdrawn_at, true
        from meant join said using (article_id)
        on conflict (feed, article_id) do update
        set matches = true, revision = excluded.revision, published_at = excluded.published_at,
            updated_at = excluded.updated_at, withdrawn_at = excluded.withdrawn_at,
            archived_update = case when excluded.withdrawn_at is null then feed_item.archived_update end
        """;
    jdbc.sql(sql)
        .param("articles", articles.stream().map(Article::id).toArray(Long[]::new))
        .param("uris", articles.stream().map(Article::uri).toArray(String[]::new))
        .param("revisions", articles.stream().map(Article::revision).toArray(Integer[]::new))
        .param("published", texts(articles, Article::published))
        .param("updated", texts(articles, Article::updated))
        .param("withdrawn", texts(articles, Article::withdrawnAt))
        .param("meantBy", matches.stream().map(Match::feed).toArray(Long[]::new))
        .param("meant", matches.stream().map(Match::article).toArray(Long[]::new))
        .param("feeds", feeds.toArray(Long[]::new))
        .update();
  }

  /// The feeds that were not held against every article yet.
  List<Long> unmatched() {
    return jdbc.sql("select id from feed_definition where retired_at is null and not matched")
        .query((row, _) -> row.getLong("id"))
        .list();
  }

  /// Of feeds whose chain of archives begins anew, nothing is in an archive.
  void forgetArchives(Collection<Long> feeds) {
    var sql =
        """
        update feed_item i set archived_update = null
        from feed_definition f
        where f.id = i.feed and f.id = any (:feeds) and f.newest_archive is null and i.archived_update is not null
        """;
    jdbc.sql(sql).param("feeds", feeds.toArray(Long[]::new)).update();
  }

  void matched(Collection<Long> feeds) {
    jdbc.sql("update feed_definition set matched = true where id = any (:feeds)")
        .param("feeds", feeds.toArray(Long[]::new))
        .update();
  }

  /// After thousands of new rows the database would choose its plans by what was there before,
  /// until it looks by itself a minute later: 600 ms for what takes 20.
  void measured() {
    jdbc.sql("analyze feed_item, feed_seen").update();
  }
}
