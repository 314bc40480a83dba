package org.courant.feed;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.coding.Coding;
import org.courant.document.FeedFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/// The versions of each feed.
@Repository
class FeedVersions {
  /// For so long a version stays known that was replaced or refused.
  private static final Duration MEMORY = Duration.ofDays(30);

  private final JdbcClient jdbc;
  private final TransactionOperations transaction;

  FeedVersions(JdbcClient jdbc, TransactionOperations transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /// What is published of a feed.
  ///
  /// @param terms what decided which articles it holds
  record Published(@Nullable String version, @Nullable String terms) {
    static final Published NOTHING = new Published(null, null);
  }

  /// Of every feed that was ever published, by slug.
  Map<String, Published> published() {
    Map<String, Published> published = new HashMap<>();
    jdbc.sql("select slug, version, terms from feed")
        .query(
            row -> {
              published.put(
                  row.getString("slug"),
                  new Published(row.getString("version"), row.getString("terms")));
            });
    return published;
  }

  /// The hash of the published version.
  Optional<String> current(String slug) {
    return jdbc.sql("select version from feed where slug = :slug and version is not null")
        .param("slug", slug)
        .query((row, _) -> row.getString("version"))
        .optional();
  }

  /// The published version with its documents, read at once, since another node may replace it.
  Optional<FeedVersion> load(String slug) {
    var sql =
        """
        select v.slug, v.version, v.entries, v.revisions, v.last_modified, d.format, d.coding, d.bytes
        from feed f
        join feed_version v on v.slug = f.slug and v.version = f.version
        join feed_document d on d.slug = v.slug and d.version = v.version
        where f.slug = :slug
        """;
    return jdbc.sql(sql).param("slug", slug).query(FeedVersions::version);
  }

  private static Optional<FeedVersion> version(ResultSet rows) throws SQLException {
    Map<FeedFormat, Map<Coding, byte[]>> copies = new EnumMap<>(FeedFormat.class);
    FeedVersion version = null;
    while (rows.next()) {
      var coding = Coding.named(rows.getString("coding")).orElseThrow();
      copies
          .computeIfAbsent(
              FeedFormat.valueOf(rows.getString("format")), _ -> new EnumMap<>(Coding.class))
          .put(coding, rows.getBytes("bytes"));
      if (version == null) {
        version =
            new FeedVersion(
                rows.getString("slug"),
                rows.getString("version"),
                List.of((String[]) rows.getArray("entries").getArray()),
                List.of((Integer[]) rows.getArray("revisions").getArray()),
                Map.of(),
                lastModified(rows));
      }
    }
    return Optional.ofNullable(version).map(found -> found.with(documents(copies)));
  }

  private static Map<FeedFormat, FeedDocument> documents(
      Map<FeedFormat, Map<Coding, byte[]>> copies) {
    Map<FeedFormat, FeedDocument> documents = new EnumMap<>(FeedFormat.class);
    copies.forEach((format, packed) -> documents.put(format, FeedDocument.stored(packed)));
    return documents;
  }

  private static Instant lastModified(ResultSet row) throws SQLException {
    return row.getObject("last_modified", OffsetDateTime.class).toInstant();
  }

  /// Publishes a version, whose documents are packed, in place of `before`, and gives it as it is
  /// to be served: its Last-Modified is moved on where two versions would share a second. Nothing
  /// when another node replaced `before` meanwhile.
  Optional<FeedVersion> publish(FeedVersion next, Published before, String terms) {
    var published = transaction.execute(_ -> replace(next, before.version(), terms));
    return published == null ? Optional.empty() : published;
  }

  private Optional<FeedVersion> replace(FeedVersion next, @Nullable String before, String terms) {
    var sql =
        """
        update feed set version = :version, terms = :terms
        where slug = :slug and version is not distinct from :before
        """;
    know(next.slug());
    int rows =
        jdbc.sql(sql)
            .param("version", next.version())
            .param("slug", next.slug())
            .param("before", before)
            .param("terms", terms)
            .update();
    if (rows == 0) {
      return Optional.empty();
    }
    var floor = lastModified(next.slug(), before).map(last -> last.plusSeconds(1));
    var dated = next.dated(floor.filter(next.lastModified()::isBefore).orElse(next.lastModified()));
    retire(next);
    insert(dated);
    insertDocuments(dated);
    return Optional.of(dated);
  }

  private void know(String slug) {
    jdbc.sql("insert into feed (slug) values (:slug) on conflict do nothing")
        .param("slug", slug)
        .update();
  }

  /// The version before stays known without its documents; what is older than the memory goes.
  private void retire(FeedVersion next) {
    var sql =
        """
        with packed as (
          delete from feed_document where slug = :slug
        ), replaced as (
          update feed_version set state = 'REPLACED', replaced_at = :now
          where slug = :slug and state = 'PUBLISHED' and version <> :version
        )
        delete from feed_version
        where slug = :slug and (version = :version or coalesce(replaced_at, last_modified) < :forgotten and state <> 'PUBLISHED')
        """;
    jdbc.sql(sql)
        .param("slug", next.slug())
        .param("version", next.version())
        .param("now", next.lastModified().atOffset(UTC))
        .param("forgotten", next.lastModified().minus(MEMORY).atOffset(UTC))
        .update();
  }

  private Optional<Instant> lastModified(String slug, @Nullable String version) {
    var sql = "select last_modified from feed_version where slug = :slug and version = :version";
    return jdbc.sql(sql)
        .param("slug", slug)
        .param("version", version)
        .query((row, _) -> lastModified(row))
        .optional();
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
