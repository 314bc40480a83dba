package org.courant.selection;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.courant.article.Article;
import org.courant.document.FeedContent;
import org.courant.document.FeedDocuments;
import org.courant.document.FeedMetadata;
import org.courant.document.Place;
import org.courant.document.Withdrawn;

/// What a feed's newest document is to say: all that decides its bytes, before any text is read.
///
/// @param id the feed's number, for ever
/// @param terms what decided which articles it holds: equal for equal filters
/// @param items in order
/// @param newestArchive the archive that it leads to, or 0
public record FeedPlan(
    long id,
    FeedMetadata metadata,
    String terms,
    List<FeedItem> items,
    List<Withdrawn> withdrawn,
    int newestArchive) {
  public FeedPlan {
    items = List.copyOf(items);
    withdrawn = List.copyOf(withdrawn);
  }

  /// The same plan with the moment at which readers are told that the feed changed.
  FeedPlan changed(Instant moment) {
    return new FeedPlan(id, metadata.changed(moment), terms, items, withdrawn, newestArchive);
  }

  public String slug() {
    return metadata.slug();
  }

  public List<String> uris() {
    return items.stream().map(FeedItem::uri).toList();
  }

  /// @param articles those of the items, in order
  public FeedContent content(List<Article> articles) {
    var newest = Optional.of(newestArchive).filter(number -> number > 0);
    return new FeedContent(articles, withdrawn, new Place.Current(newest));
  }

  /// Equal for equal documents: these are all that the writers see.
  public String version() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(FeedDocuments.WRITERS);
      put(out, metadata.toString());
      out.writeInt(newestArchive);
      out.writeInt(items.size());
      for (var item : items) {
        put(out, item.uri());
        out.writeInt(item.key().revision());
      }
      for (var gone : withdrawn) {
        put(out, gone.uri());
        put(out, gone.at().toString());
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
