package org.courant.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.courant.document.FeedFormat;
import org.courant.publication.Publication;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// The feeds' documents by their own addresses, character by character: what WebSub calls topics.
@Component
public class FeedTopics {
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

  /// The slug of the declared feed that has a document at this address.
  public Optional<String> feed(String address) {
    return format(address).map(format -> slug(address, format)).filter(feeds::declared);
  }

  /// The published document at this address, never an older one than the database holds.
  public Optional<FeedTopic> read(String address) {
    var slug = feed(address);
    return slug.flatMap(this::newest)
        .flatMap(version -> format(address).map(format -> topic(version, format)));
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

  private Optional<FeedFormat> format(String address) {
    return List.of(FeedFormat.values()).stream()
        .filter(format -> address.endsWith("." + format.extension()))
        .filter(format -> address.equals(address(slug(address, format), format)))
        .findFirst();
  }

  private String slug(String address, FeedFormat format) {
    int begin = address.lastIndexOf('/') + 1;
    return address.substring(begin, address.length() - format.extension().length() - 1);
  }

  private String address(String slug, FeedFormat format) {
    return publication.baseUrl() + "/feeds/" + slug + "." + format.extension();
  }
}
