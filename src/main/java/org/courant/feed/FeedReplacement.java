package org.courant.feed;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.courant.feed.FeedVersions.Next;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts versions of feeds in the place of those before them, in the transaction of who runs it.
final class FeedReplacement {
  /// For so long a version stays known that was replaced or refused.
  private static final Duration MEMORY = Duration.ofDays(30);

  private final JdbcClient jdbc;

  FeedReplacement(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Gives those that were put there.
  List<FeedVersion> run(List<Next> nexts) {
    know(nexts);
    var floors = hold(nexts);
    var held = nexts.stream().filter(next -> floors.containsKey(next.slug())).toList();
    if (held.isEmpty()) {
      return List.of();
    }
    retire(held);
    var dated = new ArrayList<FeedVersion>();
    for (var next : held) {
      var floor = floors.getOrDefault(next.slug(), Instant.EPOCH);
      var written = next.version().lastModified();
      dated.add(next.version().dated(written.isBefore(floor) ? floor : written));
    }
    dated.forEach(this::insert);
    dated.forEach(this::insertDocuments);
    return dated;
  }

  private static String[] column(List<Next> nexts, Function<Next, @Nullable Object> value) {
    return nexts.stream()
        .map(value)
        .map(one -> one == null ? null : one.toString())
        .toArray(String[]::new);
  }

  private void know(List<Next> nexts) {
    jdbc.sql(
            "insert into feed (slug) select unnest(:slugs::text[]) order by 1 on conflict do nothing")
        .param("slugs", column(nexts, Next::slug))
        .update();
  }

  /// Locks the feeds of which nobody replaced the version before, and says the earliest
  /// Last-Modified that the next one may have. In the order of their slugs, whoever does so, so
  /// that no two nodes wait for each other.
  private Map<String, Instant> hold(List<Next> nexts) {
    var sql =
        """
        select f.slug, coalesce(v.last_modified + interval '1 second', 'epoch') as floor
        from unnest(:slugs::text[], :befores::text[]) as next (slug, before)
        join feed f on f.slug = next.slug and f.version is not distinct from next.before
        left join feed_version v on v.slug = f.slug and v.version = f.version
        order by f.slug
        for update of f
        """;
    Map<String, Instant> floors = new HashMap<>();
    jdbc.sql(sql)
        .param("slugs", column(nexts, Next::slug))
        .param("befores", column(nexts, next -> next.before().version()))
        .query(
            row -> {
              var floor = row.getObject("floor", OffsetDateTime.class).toInstant();
              floors.put(row.getString("slug"), floor);
            });
    return floors;
  }

  /// The versions before stay known without their documents; what is older than the memory goes.
  private void retire(List<Next> nexts) {
    var sql =
        """
        with next as (
          select * from unnest(:slugs::text[], :versions::text[], :terms::text[], :moments::timestamptz[])
            as next (slug, version, terms, moment)
        ), led as (
          update feed f set version = next.version, terms = next.terms from next where f.slug = next.slug
        ), packed as (
          delete from feed_document d using next where d.slug = next.slug
        ), replaced as (
          update feed_version v set state = 'REPLACED', replaced_at = next.moment
          from next
          where v.slug = next.slug and v.state = 'PUBLISHED' and v.version <> next.version
        )
        delete from feed_version v using next
        where v.slug = next.slug and (v.version = next.version
          or coalesce(v.replaced_at, v.last_modified) < next.moment - :memory::interval and v.state <> 'PUBLISHED')
        """;
    jdbc.sql(sql)
        .param("slugs", column(nexts, Next::slug))
        .param("versions", column(nexts, next -> next.version().version()))
        .param("terms", column(nexts, Next::terms))
        .param("moments", column(nexts, next -> next.version().lastModified()))
        .param("memory", MEMORY.toString())
        .update();
  }

  private void insert(FeedVersion next) {
    var sql =
        """
        insert into feed_version (slug, version, state, entries, revisions, last_modified)
        values (:slug, :version, 'PUBLISHED', :entries, :revisions, :lastModified)
        """;
    jdbc.sql(sql)
        .param("slug", next.slug())
        .param("version", next.version())
        .param("entries", next.entries().toArray(String[]::new))
        .param("revisions", next.revisions().toArray(Integer[]::new))
        .param("lastModified", next.lastModified().atOffset(UTC))
        .update();
  }

  private void insertDocuments(FeedVersion next) {
    var sql =
        """
        insert into feed_document (slug, version, format, coding, bytes)
        select :slug, :version, * from unnest(:formats::text[], :codings::text[], :bytes::bytea[])
        """;
    var formats = new ArrayList<String>();
    var codings = new ArrayList<String>();
    var bytes = new ArrayList<byte[]>();
    next.documents()
        .forEach(
            (format, document) ->
                document
                    .copies()
                    .forEach(
                        (coding, copy) -> {
                          formats.add(format.name());
                          codings.add(coding.token());
                          bytes.add(copy);
                        }));
    jdbc.sql(sql)
        .param("slug", next.slug())
        .param("version", next.version())
        .param("formats", formats.toArray(String[]::new))
        .param("codings", codings.toArray(String[]::new))
        .param("bytes", bytes.toArray(byte[][]::new))
        .update();
  }
}
