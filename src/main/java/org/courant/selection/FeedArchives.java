package org.courant.selection;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.courant.article.RevisionKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was in the newest document once and is found no more there (RFC 5005, section 4): archives
/// whose members never change, in a chain that begins at the newest document. Articles go in before
/// they leave that document, so none is ever in neither.
@Repository
class FeedArchives {
  /// Members of an archive where many articles leave at once.
  static final int SIZE = 100;

  /// Archived articles that changed stand in the newest document again: so many, before an archive
  /// takes them.
  static final int MOST_CHANGED = 20;

  private final JdbcClient jdbc;

  FeedArchives(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Held(long feed, int number, List<RevisionKey> members) {}

  private record Due(long feed, @Nullable Integer newest, int last) {}

  /// Closes archives wherever an article would otherwise be lost to readers.
  void closeDue(Instant now) {
    var sql =
        """
        select f.id, f.newest_archive, coalesce((select max(number) from feed_archive where feed = f.id), 0) as last
        from feed_definition f
        cross join lateral (
          select published_at, uri from feed_item
          where feed = f.id and matches and withdrawn_at is null
          order by published_at desc, uri
          offset f.items - 1 limit 1
        ) edge
        join feed_item i on i.feed = f.id and i.matches and i.withdrawn_at is null
          and (i.archived_update is null or i.archived_update < i.updated_at)
          and (i.published_at < edge.published_at or i.published_at = edge.published_at and i.uri > edge.uri)
        where f.retired_at is null
        group by f.id, f.newest_archive
        having count(*) filter (where i.archived_update is null) > 0 or count(*) > :mostChanged
        """;
    jdbc.sql(sql)
        .param("mostChanged", MOST_CHANGED)
        .query(
            (row, _) ->
                new Due(
                    row.getLong("id"),
                    row.getObject("newest_archive", Integer.class),
                    row.getInt("last")))
        .list()
        .forEach(due -> close(due, now));
  }

  /// All that left the document and is in no archive as it is now, and the older half of what the
  /// document still holds: so archives are not closed for single articles. All in one statement,
  /// since the first time it is the whole publication.
  private void close(Due due, Instant now) {
    var sql =
        """
        with edge as (
          select i.published_at, i.uri from feed_definition f join feed_item i on i.feed = f.id
          where f.id = :feed and i.matches and i.withdrawn_at is null
          order by i.published_at desc, i.uri
          offset (select items - 1 from feed_definition where id = :feed) limit 1
        ), pending as (
          select i.article_id, i.revision, i.published_at, i.uri,
                 (i.published_at, edge.uri) < (edge.published_at, i.uri) as outside
          from feed_item i cross join edge
          where i.feed = :feed and i.matches and i.withdrawn_at is null
            and (i.archived_update is null or i.archived_update < i.updated_at)
        ), ranked as (
          select pending.*, count(*) over (partition by outside) as total,
                 row_number() over (partition by outside order by published_at, uri desc) as place
          from pending
        ), chosen as (
          select article_id, revision, published_at, uri,
                 ((row_number() over (order by published_at, uri desc) - 1) / :size)::int as block
          from ranked
          where outside or place <= total / 2
        ), closed as (
          insert into feed_archive (feed, number, previous, articles, revisions, closed_at)
          select :feed, :last + block + 1, case block when 0 then :newest else :last + block end,
                 array_agg(article_id order by published_at desc, uri),
                 array_agg(revision order by published_at desc, uri), :now
          from chosen
          group by block
          returning number
        ), kept as (
          update feed_item i set archived_update = i.updated_at, shown = true
          from chosen
          where i.feed = :feed and i.article_id = chosen.article_id
        )
        update feed_definition set newest_archive = (select max(number) from closed) where id = :feed
        """;
    jdbc.sql(sql)
        .param("feed", due.feed())
        .param("last", due.last())
        .param("newest", due.newest(), Types.INTEGER)
        .param("size", SIZE)
        .param("now", now.atOffset(UTC))
        .update();
  }

  /// Issues every archive that holds one of these articles again without them, under another
  /// number: what was withdrawn must be gone, and the bytes at an address never change. Those that
  /// it had replaced itself lead to the new one at once.
  void replace(Collection<Long> withdrawn, Instant now) {
    if (withdrawn.isEmpty()) {
      return;
    }
    var sql =
        """
        select feed, number, articles, revisions from feed_archive
        where replaced_by is null and articles && :withdrawn
        order by feed, number
        """;
    jdbc.sql(sql)
        .param("withdrawn", withdrawn.toArray(Long[]::new))
        .query((row, _) -> new Held(row.getLong("feed"), row.getInt("number"), members(row)))
        .list()
        .forEach(archive -> replace(archive, withdrawn, now));
  }

  private void replace(Held archive, Collection<Long> withdrawn, Instant now) {
    var kept =
        archive.members().stream().filter(key -> !withdrawn.contains(key.articleId())).toList();
    var sql =
        """
        with next as (
          insert into feed_archive (feed, number, previous, articles, revisions, closed_at)
          select feed, (select max(number) + 1 from feed_archive where feed = :feed), previous, :articles, :revisions,
                 :now
          from feed_archive
          where feed = :feed and number = :number
          returning number
        ), former as (
          update feed_archive set replaced_by = (select number from next)
          where feed = :feed and (number = :number or replaced_by = :number)
        ), follower as (
          update feed_archive set previous = (select number from next) where feed = :feed and previous = :number
        )
        update feed_definition set newest_archive = (select number from next)
        where id = :feed and newest_archive = :number
        """;
    jdbc.sql(sql)
        .param("feed", archive.feed())
        .param("number", archive.number())
        .param("articles", kept.stream().map(RevisionKey::articleId).toArray(Long[]::new))
        .param("revisions", kept.stream().map(RevisionKey::revision).toArray(Integer[]::new))
        .param("now", now.atOffset(UTC))
        .update();
  }

  /// @param slug of a feed that is not retired
  Optional<FeedArchive> find(String slug, int number) {
    var sql =
        """
        select a.number, a.previous, a.replaced_by, a.articles, a.revisions
        from feed_definition f
        join feed_archive a on a.feed = f.id
        where f.slug = :slug and f.retired_at is null and a.number = :number
        """;
    return jdbc.sql(sql)
        .param("slug", slug)
        .param("number", number)
        .query(
            (row, _) ->
                new FeedArchive(
                    row.getInt("number"),
                    row.getObject("previous", Integer.class),
                    row.getObject("replaced_by", Integer.class),
                    members(row)))
        .optional();
  }

  private static List<RevisionKey> members(ResultSet row) throws SQLException {
    var ids = (Long[]) row.getArray("articles").getArray();
    var numbers = (Integer[]) row.getArray("revisions").getArray();
    List<RevisionKey> members = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      members.add(new RevisionKey(ids[i], numbers[i]));
    }
    return members;
  }
}
