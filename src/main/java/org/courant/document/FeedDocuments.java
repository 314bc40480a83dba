package org.courant.document;

import java.util.Optional;

/// Writes a feed's documents and reads them back.
public final class FeedDocuments {
  /// To be counted up when the writers change, so that every feed is built again.
  public static final int WRITERS = 4;

  private FeedDocuments() {}

  /// Equal arguments give equal bytes.
  public static byte[] write(FeedFormat format, FeedMetadata feed, FeedContent content) {
    var pieces = content.articles().stream().map(article -> Piece.of(article, feed)).toList();
    var updated = feed.updated(content.articles());
    return switch (format) {
      case RSS -> RomeRss.write(feed, pieces, updated);
      case ATOM -> RomeAtom.write(feed, pieces, updated);
      case JSON -> JsonFeed.write(feed, pieces);
      case RDF -> RomeRdf.write(feed, pieces, updated);
    };
  }

  /// Why the document may not be published, in one sentence; nothing when it may.
  ///
  /// @param content what it must hold
  public static Optional<String> refusal(
      FeedFormat format, FeedMetadata feed, FeedContent content, byte[] document) {
    return FeedGate.refusal(format, document, content.uris());
  }
}
