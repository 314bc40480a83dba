package org.courant.document;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A link of a document to itself (RFC 4287), to its hub (WebSub) and to the feed's other documents
/// (RFC 5005, section 4).
record Relation(String rel, @Nullable String type, URI address) {

  /// An archive names no hub: nobody subscribes to what never changes.
  static List<Relation> of(FeedFormat format, FeedMetadata feed, Place place) {
    var relations = new ArrayList<Relation>();
    relations.add(new Relation("self", format.type(), feed.self(format, place)));
    if (place instanceof Place.Archive archive) {
      relations.add(new Relation("current", format.type(), feed.address(format)));
      archive
          .next()
          .map(number -> new Relation("next-archive", format.type(), feed.archive(number, format)))
          .ifPresent(relations::add);
    } else {
      relations.add(new Relation("hub", null, feed.hub()));
    }
    feed.earlier(format, place)
        .map(address -> new Relation("prev-archive", format.type(), address))
        .ifPresent(relations::add);
    return relations;
  }
}
