package org.courant.selection;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.courant.article.RevisionKey;
import org.courant.document.Withdrawn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What each feed holds, read by index whatever its filter.
@Repository
class FeedItems {
  private static final int MOST_WITHDRAWN = 500;

  private final JdbcClient jdbc;

  FeedItems(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What each active feed's newest document holds, newest first: as many as its definition says,
  /// and what changed since it went into an archive, for whoever has that archive (RFC 5005,
  /// section 4).
  Map<Long, List<FeedItem>> current() {
    var sql =
        """
        select f.id, held.article_id, held.revision, held.uri, held.published_at
        from feed_definition f
        cross join lateral (
          (select article_id, revision, uri, published_at from feed_item
           where feed = f.id and matches and withdrawn_at is null
           order by published_at desc, uri
           limit f.items)
          union
          select article_id, revision, uri, published_at from feed_item
          where feed = f.id and matches and withdrawn_at is null
            and (archived_update is null or archived_update < updated_at) and archived_update is not null
        ) held
        where f.retired_at is null
        order by f.id, held.published_at desc, held.uri
        """;
    Map<Long, List<FeedItem>> items = new HashMap<>();
    jdbc.sql(sql)
        .query(
            row -> {
              items.computeIfAbsent(row.getLong("id"), _ -> new ArrayList<>()).add(item(row));
            });
    return items;
  }

  /// The newest of one feed.
  List<RevisionKey> newest(String slug, int most) {
    var sql =
        """
        select i.article_id, i.revision, i.uri, i.published_at
        from feed_definition f
        join feed_item i on i.feed = f.id and i.matches and i.withdrawn_at is null
        where f.slug = :slug
        order by i.published_at desc, i.uri
        limit :most
        """;
    return jdbc.sql(sql)
        .param("slug", slug)
        .param("most", most)
        .query((row, _) -> item(row).key())
        .list();
  }

  private static FeedItem item(ResultSet row) throws SQLException {
    return new FeedItem(
        new RevisionKey(row.getLong("article_id"), row.getInt("revision")),
        row.getString("uri"),
        row.getObject("published_at", OffsetDateTime.class).toInstant());
  }

  /// What the active feeds showed and take back, withdrawn at `since` or later.
  Map<Long, List<Withdrawn>> withdrawn(Instant since) {
    var sql =
        """
        select f.id, gone.uri, gone.withdrawn_at
        from feed_definition f
        cross join lateral (
          select uri, withdrawn_at from feed_item
          where feed = f.id and shown and withdrawn_at >= :since
          order by withdrawn_at desc, uri
          limit :most
        ) gone
        where f.retired_at is null
        order by f.id, gone.withdrawn_at desc, gone.uri
        """;
    Map<Long, List<Withdrawn>> withdrawn = new HashMap<>();
    jdbc.sql(sql)
        .param("since", since.atOffset(UTC))
        .param("most", MOST_WITHDRAWN)
        .query(
            row -> {
              withdrawn
                  .computeIfAbsent(row.getLong("id"), _ -> new ArrayList<>())
                  .add(
                      new Withdrawn(
                          row.getString("uri"),
                          row.getObject("withdrawn_at", OffsetDateTime.class).toInstant()));
            });
    return withdrawn;
  }

  /// To be called when versions that hold these are published.
  ///
  /// @param held by the feeds' numbers
  void shown(Map<Long, List<FeedItem>> held) {
    var sql =
        """
        update feed_item i set shown = true
        from unnest(:feeds::bigint[], :articles::bigint[]) as held (feed, article_id)
        where i.feed = held.feed and i.article_id = held.article_id and not i.shown
        """;
    List<Long> feeds = new ArrayList<>();
    List<Long> articles = new ArrayList<>();
    held.forEach(
        (feed, items) ->
            items.forEach(
                item -> {
                  feeds.add(feed);
                  articles.add(item.key().articleId());
                }));
    jdbc.sql(sql)
        .param("feeds", feeds.toArray(Long[]::new))
        .param("articles", articles.toArray(Long[]::new))
        .update();
  }
}
