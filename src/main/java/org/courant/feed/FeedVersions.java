package org.courant.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

  /// A version to be published, whose documents are packed.
  ///
  /// @param before what it is to replace
  record Next(FeedVersion version, Published before, String terms) {
    String slug() {
      return version.slug();
    }
  }

  /// Publishes versions of different feeds, each in place of the one before it, all in one
  /// transaction, and gives them as they are to be served: the Last-Modified of one is moved on
  /// where it would share a second with the version before. A feed of which another node replaced
  /// that meanwhile is left out.
  List<FeedVersion> publish(List<Next> nexts) {
    var published = transaction.execute(_ -> new FeedReplacement(jdbc).run(nexts));
    return published == null ? List.of() : published;
  }
}
