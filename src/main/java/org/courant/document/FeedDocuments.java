package org.courant.document;

import java.util.List;
import java.util.Optional;
import org.courant.article.Article;

/// Writes a feed's documents and reads them back.
public final class FeedDocuments {
  /// To be counted up when the writers change, so that every feed is built again.
  public static final int WRITERS = 3;

  private FeedDocuments() {}

  /// @param articles what the feed holds, in order
  public static byte[] write(FeedFormat format, FeedMetadata feed, List<Article> articles) {
    var pieces = articles.stream().map(article -> Piece.of(article, feed)).toList();
    return switch (format) {
      case RSS -> RomeRss.write(feed, pieces, feed.updated(articles));
      case ATOM -> RomeAtom.write(feed, pieces, feed.updated(articles));
      case JSON -> JsonFeed.write(feed, pieces);
    };
  }

  /// Why the document may not be published, in one sentence; nothing when it may.
  ///
  /// @param expected the ids it must hold, in order
  public static Optional<String> refusal(
      FeedFormat format, byte[] document, List<String> expected) {
    return FeedGate.refusal(format, document, expected);
  }
}
