package org.courant.selection;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Every feed that was ever declared: who it is, how it is defined, and whether it is retired.
@Repository
class FeedRegister {
  private final JdbcClient jdbc;

  FeedRegister(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// One at a time decides what the feeds hold; held to the end of the transaction.
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('courant.feed', 0))").query(_ -> {});
  }

  /// Whether these are the feeds that the database knows as declared, in every detail.
  boolean declares(Collection<FeedDefinition> feeds) {
    var sql =
        """
        select count(*)
        from unnest(:slugs::text[], :definitions::text[]) as declared (slug, definition)
        full join (select slug, definition from feed_definition where retired_at is null) known using (slug)
        where declared.definition is null or known.definition is distinct from declared.definition::jsonb
        """;
    return jdbc.sql(sql)
            .param("slugs", feeds.stream().map(FeedDefinition::slug).toArray(String[]::new))
            .param("definitions", feeds.stream().map(FeedDefinition::json).toArray(String[]::new))
            .query(Integer.class)
            .single()
        == 0;
  }

  /// What is declared lives, under the slug it has now; what is not is retired, never deleted.
  @Transactional
  void declare(Collection<FeedDefinition> feeds, Instant now) {
    lock();
    for (var feed : feeds) {
      feed.formerly().forEach(former -> rename(former, feed.slug()));
      upsert(feed, now);
      feed.formerly().forEach(former -> lead(former, feed.slug()));
    }
    var slugs = feeds.stream().map(FeedDefinition::slug).toArray(String[]::new);
    jdbc.sql(
            "update feed_definition set retired_at = :now where retired_at is null and slug <> all (:slugs)")
        .param("now", now.atOffset(UTC))
        .param("slugs", slugs)
        .update();
    jdbc.sql("delete from feed_former_slug where slug = any (:slugs)")
        .param("slugs", slugs)
        .update();
  }

  /// Keeps number, identity, versions and archives.
  private void rename(String former, String slug) {
    var sql =
        """
        update feed_definition set slug = :slug
        where slug = :former and not exists (select from feed_definition where slug = :slug)
        """;
    jdbc.sql(sql).param("former", former).param("slug", slug).update();
  }

  /// Another filter begins another chain of archives: what the former one left stays where it is.
  private void upsert(FeedDefinition feed, Instant now) {
    var sql =
        """
        insert into feed_definition (slug, identity, since, definition, items)
        select :slug, free.identity, :now, :definition::jsonb, :items
        from (
          select coalesce(nullif(:slug || '-' || n, :slug || '-1'), :slug) as identity, n
          from generate_series(1, 1000) n
        ) free
        where not exists (select from feed_definition where identity = free.identity)
        order by n limit 1
        on conflict (slug) do update
        set definition = excluded.definition, items = excluded.items, retired_at = null,
            matched = feed_definition.matched and feed_definition.retired_at is null
              and feed_definition.definition -> 'filter' = excluded.definition -> 'filter',
            newest_archive = case when feed_definition.definition -> 'filter' = excluded.definition -> 'filter'
              then feed_definition.newest_archive end
        """;
    jdbc.sql(sql)
        .param("slug", feed.slug())
        .param("now", now.atOffset(UTC))
        .param("definition", feed.json())
        .param("items", feed.items())
        .update();
  }

  private void lead(String former, String slug) {
    var sql =
        """
        insert into feed_former_slug (slug, feed) select :former, id from feed_definition where slug = :slug
        on conflict (slug) do update set feed = excluded.feed
        """;
    jdbc.sql(sql).param("former", former).param("slug", slug).update();
  }

  /// The feeds that are not retired, by slug.
  Map<String, KnownFeed> active() {
    var sql =
        """
        select id, slug, identity, since, content, changed_at, newest_archive
        from feed_definition
        where retired_at is null
        """;
    return jdbc
        .sql(sql)
        .query(
            (row, _) ->
                new KnownFeed(
                    row.getLong("id"),
                    row.getString("slug"),
                    row.getString("identity"),
                    row.getObject("since", OffsetDateTime.class).toInstant(),
                    row.getString("content"),
                    changed(row),
                    row.getObject("newest_archive", Integer.class)))
        .list()
        .stream()
        .collect(Collectors.toMap(KnownFeed::slug, feed -> feed));
  }

  private static @Nullable Instant changed(ResultSet row) throws SQLException {
    var moment = row.getObject("changed_at", OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  /// Notes that feeds say something else, and gives the moments to tell readers: the first node
  /// that sees a change decides, and no moment is before the one told last.
  ///
  /// @param contents by the feeds' numbers
  @Transactional
  Map<Long, Instant> change(Map<Long, String> contents, Instant now) {
    lock();
    var sql =
        """
        update feed_definition f set content = told.content, changed_at = greatest(:now, f.changed_at)
        from unnest(:feeds::bigint[], :contents::text[]) as told (feed, content)
        where f.id = told.feed and f.content is distinct from told.content
        """;
    var feeds = List.copyOf(contents.keySet());
    jdbc.sql(sql)
        .param("feeds", feeds.toArray(Long[]::new))
        .param("contents", feeds.stream().map(contents::get).toArray(String[]::new))
        .param("now", now.truncatedTo(ChronoUnit.SECONDS).atOffset(UTC))
        .update();
    Map<Long, Instant> moments = new HashMap<>();
    jdbc.sql("select id, changed_at from feed_definition where id = any (:feeds)")
        .param("feeds", feeds.toArray(Long[]::new))
        .query(
            row -> {
              moments.put(row.getLong("id"), Objects.requireNonNull(changed(row)));
            });
    return moments;
  }

  boolean known(String slug) {
    return jdbc.sql("select count(*) from feed_definition where slug = :slug")
            .param("slug", slug)
            .query(Integer.class)
            .single()
        == 1;
  }

  /// The slug now of a feed that had this one before.
  Optional<String> movedTo(String slug) {
    var sql =
        """
        select f.slug from feed_former_slug s join feed_definition f on f.id = s.feed where s.slug = :slug
        """;
    return jdbc.sql(sql).param("slug", slug).query(String.class).optional();
  }
}
