package org.courant.feed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.article.Article;
import org.courant.article.Articles;
import org.courant.coding.Coding;
import org.courant.document.FeedContent;
import org.courant.document.FeedDocuments;
import org.courant.document.FeedFormat;
import org.courant.document.FeedMetadata;
import org.courant.document.Place;
import org.courant.selection.FeedArchive;
import org.courant.selection.Selection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The documents of archives: written when somebody first asks, which most never do, and the same
/// bytes for ever after, whatever becomes of the writers, the feed's title or its articles.
@Repository
class FeedArchiveDocuments {
  private static final Logger log = LoggerFactory.getLogger(FeedArchiveDocuments.class);

  private final Selection selection;
  private final Articles articles;
  private final JdbcClient jdbc;

  FeedArchiveDocuments(Selection selection, Articles articles, JdbcClient jdbc) {
    this.selection = selection;
    this.articles = articles;
    this.jdbc = jdbc;
  }

  /// @param hash of the plain bytes
  record Stored(String hash, FeedDocument document) {}

  Optional<Stored> read(String slug, FeedArchive archive, FeedFormat format) {
    return stored(slug, archive.number(), format)
        .or(
            () ->
                selection
                    .metadata(slug)
                    .map(feed -> write(feed, archive, format))
                    .flatMap(bytes -> store(slug, archive.number(), format, bytes)));
  }

  private Optional<Stored> stored(String slug, int number, FeedFormat format) {
    var sql =
        """
        select hash, gzip from feed_archive_document
        where slug = :slug and number = :number and format = :format
        """;
    return jdbc.sql(sql)
        .param("slug", slug)
        .param("number", number)
        .param("format", format.name())
        .query(
            (row, _) ->
                new Stored(
                    row.getString("hash"),
                    FeedDocument.stored(Map.of(Coding.GZIP, row.getBytes("gzip")))))
        .optional();
  }

  /// Of two nodes that are asked at one time, the first one's bytes are everybody's.
  private Optional<Stored> store(String slug, int number, FeedFormat format, byte[] bytes) {
    var sql =
        """
        insert into feed_archive_document (slug, number, format, hash, gzip)
        values (:slug, :number, :format, :hash, :gzip)
        on conflict do nothing
        """;
    jdbc.sql(sql)
        .param("slug", slug)
        .param("number", number)
        .param("format", format.name())
        .param("hash", hash(bytes))
        .param("gzip", Coding.GZIP.pack(bytes).orElseThrow())
        .update();
    return stored(slug, number, format);
  }

  private byte[] write(FeedMetadata feed, FeedArchive archive, FeedFormat format) {
    var members = articles.revisions(archive.members());
    var bytes = FeedDocuments.write(format, feed, content(archive, members));
    var refusal = FeedDocuments.refusal(format, feed, content(archive, members), bytes);
    if (refusal.isEmpty()) {
      return bytes;
    }
    // There is no last good version to stay with; one article must not hide a hundred.
    var fit = members.stream().filter(article -> fits(feed, archive, format, article)).toList();
    log.warn(
        "Archive {} of the feed {} is served without {} articles that do not pass: {}",
        archive.number(),
        feed.slug(),
        members.size() - fit.size(),
        refusal.get());
    return FeedDocuments.write(format, feed, content(archive, fit));
  }

  private static boolean fits(
      FeedMetadata feed, FeedArchive archive, FeedFormat format, Article article) {
    var alone = content(archive, List.of(article));
    return FeedDocuments.refusal(format, feed, alone, FeedDocuments.write(format, feed, alone))
        .isEmpty();
  }

  /// Without a link to the archive after it: that one does not exist yet when this is written
  /// first, and what is written never changes.
  private static FeedContent content(FeedArchive archive, List<Article> members) {
    var place =
        new Place.Archive(
            archive.number(), Optional.ofNullable(archive.previous()), Optional.empty());
    return new FeedContent(members, List.of(), place);
  }

  private static String hash(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }

  /// Keeps no copy of what nobody may read any more: an archive that was replaced because one of
  /// its articles was withdrawn, or one under an address that moved.
  void forget() {
    var sql =
        """
        delete from feed_archive_document d
        where not exists (select from archive_address a where a.slug = d.slug and a.number = d.number)
        """;
    jdbc.sql(sql).update();
  }
}
