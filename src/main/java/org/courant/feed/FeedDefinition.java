package org.courant.feed;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.article.Article;
import org.courant.publication.Publication;

/// What a feed is, apart from its articles.
///
/// @param section the section it shows, or all of them
/// @param sectionTitles by slug, ordered: what stands for a section among an item's categories
/// @param since when the feed was first known
record FeedDefinition(
    String slug,
    Optional<String> section,
    String title,
    String description,
    Publication publication,
    Map<String, String> sectionTitles,
    Instant since) {
  /// To be counted up when the writers change, so that every feed is built again.
  private static final int WRITERS = 3;

  URI address(FeedFormat format) {
    return publication.url("/feeds/" + slug + "." + format.extension());
  }

  /// Who tells feed readers of changes (WebSub).
  URI hub() {
    return publication.url("/hub");
  }

  /// Where a person reads what the feed holds.
  URI page() {
    return section.isEmpty() ? publication.url("/") : publication.url("/feeds/" + slug);
  }

  /// Permanent, as an article's (RFC 4151).
  String uri() {
    return "tag:" + publication.tagAuthority() + ":feed/" + slug;
  }

  /// The last material change of what it holds; of an empty feed, its beginning.
  Instant updated(List<Article> articles) {
    return articles.stream()
        .map(Article::updated)
        .max(Instant::compareTo)
        .orElse(since)
        .truncatedTo(ChronoUnit.SECONDS);
  }

  /// Equal for equal documents: definition and ordered revisions are all that the writers see.
  String version(List<Article> articles) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(WRITERS);
      put(out, slug + "\n" + section.orElse("") + "\n" + title + "\n" + description + "\n" + since);
      put(out, publication.toString());
      put(out, sectionTitles.toString());
      for (var article : articles) {
        put(out, article.uri());
        out.writeInt(article.revision());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(sha256(bytes.toByteArray())).substring(0, 32);
  }

  private static void put(DataOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }
}
