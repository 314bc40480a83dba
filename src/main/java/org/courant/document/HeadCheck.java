package org.courant.document;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// What must be true of a document apart from its entries.
final class HeadCheck {
  private HeadCheck() {}

  static void check(FeedFormat format, FeedMetadata feed, FeedContent content, ReadFeed read)
      throws Refused {
    fields(format, read);
    for (var address : read.addresses()) {
      FeedGate.absolute(address);
    }
    places(format, feed, content.place(), read);
    tombstones(format, content, read);
    Refused.unless(
        format != FeedFormat.RDF || read.sequence().equals(content.uris()),
        "holds a table of contents of other ids than its articles'");
  }

  private static void fields(FeedFormat format, ReadFeed read) throws Refused {
    var required =
        switch (format) {
          case RSS, RDF -> List.of("title", "link", "description");
          case ATOM -> List.of("title", "id", "author/name");
          case JSON -> List.of("title", "home_page_url", "feed_url");
        };
    for (var field : required) {
      Refused.unless(
          FeedGate.present(read.first(field).orElse(null)), "has no " + field.replace("/", " "));
    }
    var date =
        switch (format) {
          case RSS -> "lastBuildDate";
          case ATOM -> "updated";
          case RDF -> "dc:date";
          case JSON -> "";
        };
    Refused.unless(
        date.isEmpty() || FeedGate.dated(read.first(date).orElse(null)),
        "has no date that can be read");
  }

  private static void places(FeedFormat format, FeedMetadata feed, Place place, ReadFeed read)
      throws Refused {
    boolean archive = place instanceof Place.Archive;
    boolean json = format == FeedFormat.JSON;
    // An archive is a page of a JSON Feed, and a document of its own elsewhere.
    var self = json ? feed.address(format) : feed.self(format, place);
    links(read, "self", Optional.of(self));
    links(read, "hub", archive ? Optional.empty() : Optional.of(feed.hub()));
    links(read, "prev-archive", feed.earlier(format, place));
    Refused.unless(
        !json || !read.links("prev-archive").contains(self.toString()), "is its own next page");
    if (json) {
      return;
    }
    links(read, "current", archive ? Optional.of(feed.address(format)) : Optional.empty());
    var next = place instanceof Place.Archive older ? older.next() : Optional.<Integer>empty();
    links(read, "next-archive", next.map(number -> feed.archive(number, format)));
    Refused.unless(
        archive == read.has("fh:archive"),
        archive ? "does not say that it is an archive" : "says that it is an archive");
  }

  private static void links(ReadFeed read, String relation, Optional<URI> expected) throws Refused {
    var wanted = expected.map(URI::toString).map(List::of).orElse(List.of());
    Refused.unless(
        read.links(relation).equals(wanted),
        "links as " + relation + " to " + read.links(relation) + ", not to " + wanted);
  }

  private static void tombstones(FeedFormat format, FeedContent content, ReadFeed read)
      throws Refused {
    var expected = new HashMap<String, String>();
    if (format == FeedFormat.ATOM) {
      content.withdrawn().forEach(gone -> expected.put(gone.uri(), RomeAtom.seconds(gone.at())));
    }
    Refused.unless(
        read.tombstones().equals(expected), "takes other articles back than were withdrawn");
    for (var gone : content.withdrawn()) {
      Refused.unless(
          !content.uris().contains(gone.uri()), "holds " + gone.uri() + " and takes it back");
    }
  }
}
