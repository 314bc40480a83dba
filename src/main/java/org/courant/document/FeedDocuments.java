package org.courant.document;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Writes a feed's documents and reads them back. An article's entry is written and checked once
/// for all the documents that show it; a document is its head, its entries and its tail.
public final class FeedDocuments {
  /// To be counted up when the writers change, so that every feed is built again.
  public static final int WRITERS = 7;

  private FeedDocuments() {}

  /// Equal arguments give equal bytes.
  public static byte[] write(FeedFormat format, FeedMetadata feed, FeedContent content) {
    var frame = frame(format, feed, content);
    var entries = Entries.of(format, feed, content);
    var between = format.separator();
    int size = frame.head().length + frame.tail().length;
    for (var entry : entries) {
      size += entry.bytes().length + between.length;
    }
    var document = new ByteArrayOutputStream(size);
    document.writeBytes(frame.head());
    for (int i = 0; i < entries.size(); i++) {
      document.write(between, 0, i == 0 ? 0 : between.length);
      document.writeBytes(entries.get(i).bytes());
    }
    document.writeBytes(frame.tail());
    return document.toByteArray();
  }

  private static Frame frame(FeedFormat format, FeedMetadata feed, FeedContent content) {
    return switch (format) {
      case RSS -> RomeRss.frame(feed, content);
      case ATOM -> RomeAtom.frame(feed, content);
      case JSON -> JsonFeed.frame(feed, content);
      case RDF -> RomeRdf.frame(feed, content);
    };
  }

  /// Why the document may not be published, in one sentence; nothing when it may.
  ///
  /// @param content what it must hold
  public static Optional<String> refusal(
      FeedFormat format, FeedMetadata feed, FeedContent content, byte[] document) {
    return FeedGate.refusal(format, feed, content, document);
  }
}
