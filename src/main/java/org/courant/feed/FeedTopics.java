package org.courant.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.courant.document.FeedFormat;
import org.courant.publication.Publication;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// The feeds' documents by their own addresses, character by character: what WebSub calls topics.
@Component
public class FeedTopics {
  private static final String FOLDER = "/feeds/";

  private final Feeds feeds;
  private final FeedVersions versions;
  private final Publication publication;

  FeedTopics(Feeds feeds, FeedVersions versions, Publication publication) {
    this.feeds = feeds;
    this.versions = versions;
    this.publication = publication;
  }

  /// The addresses of all declared feeds' documents.
  public List<String> addresses() {
    var addresses = new ArrayList<String>();
    for (var feed : feeds.all()) {
      for (var format : FeedFormat.values()) {
        addresses.add(address(feed.slug(), format));
      }
    }
    return addresses;
  }

  /// The declared feed that has, or had under a former slug, a document at this address.
  public Optional<String> feed(String address) {
    return named(address).filter(one -> address(one).equals(address)).flatMap(this::declared);
  }

  /// The same for an address that is known to have been one of this publication's, whatever its
  /// base URL was then.
  public Optional<String> formerFeed(String address) {
    return named(address).flatMap(this::declared);
  }

  /// What is published now for an address that is or was one of this publication's, never an older
  /// version than the database holds.
  public Optional<FeedTopic> read(String address) {
    return named(address)
        .flatMap(
            one ->
                declared(one).flatMap(this::newest).map(version -> topic(version, one.format())));
  }

  /// What the end of an address says.
  private record Named(String slug, FeedFormat format) {}

  private static Optional<Named> named(String address) {
    int begin = address.lastIndexOf('/') + 1;
    int dot = address.lastIndexOf('.');
    if (dot < begin || !address.startsWith(FOLDER, begin - FOLDER.length())) {
      return Optional.empty();
    }
    return Stream.of(FeedFormat.values())
        .filter(format -> format.extension().equals(address.substring(dot + 1)))
        .findFirst()
        .map(format -> new Named(address.substring(begin, dot), format));
  }

  private Optional<String> declared(Named one) {
    return feeds.declared(one.slug()) ? Optional.of(one.slug()) : feeds.movedTo(one.slug());
  }

  /// Another node may have published what this one does not serve yet.
  private Optional<FeedVersion> newest(String slug) {
    var current = versions.current(slug);
    return feeds
        .serving(slug)
        .filter(version -> current.filter(version.version()::equals).isPresent())
        .or(() -> versions.load(slug));
  }

  private FeedTopic topic(FeedVersion version, FeedFormat format) {
    var type = MediaType.parseMediaType(format.type() + "; charset=utf-8");
    return new FeedTopic(
        version.slug(),
        address(version.slug(), format),
        type.toString(),
        version.version(),
        version.document(format).plain());
  }

  private String address(Named one) {
    return address(one.slug(), one.format());
  }

  private String address(String slug, FeedFormat format) {
    return publication.baseUrl() + FOLDER + slug + "." + format.extension();
  }
}
