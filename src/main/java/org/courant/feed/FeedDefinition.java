package org.courant.feed;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.courant.article.Article;
import org.courant.document.FeedDocuments;
import org.courant.document.FeedMetadata;

/// What a feed is, apart from its articles.
///
/// @param section the section it shows, or all of them
record FeedDefinition(FeedMetadata metadata, Optional<String> section) {
  String slug() {
    return metadata.slug();
  }

  /// Equal for equal documents: definition and ordered revisions are all that the writers see.
  String version(List<Article> articles) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(FeedDocuments.WRITERS);
      put(out, section.orElse(""));
      put(out, metadata.toString());
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
