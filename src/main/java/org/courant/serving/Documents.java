package org.courant.serving;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.courant.document.FeedFormat;
import org.courant.feed.FeedVersion;
import org.courant.feed.Feeds;
import org.courant.publication.Publication;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The documents by their path, with all that is sent beside them made ready once per version.
@Component
class Documents {
  private static final String FOLDER = "/feeds/";

  private final Feeds feeds;
  private final Publication publication;
  private final Map<String, ReadyDocument> ready = new ConcurrentHashMap<>();
  private final Map<String, Absence> absent = new ConcurrentHashMap<>();

  Documents(Feeds feeds, Publication publication) {
    this.feeds = feeds;
    this.publication = publication;
  }

  /// What a path stands for.
  ///
  /// @param slug of the feed that has, or had, the document
  record Place(String slug, FeedFormat format) {
    String path() {
      return FOLDER + slug + "." + format.extension();
    }
  }

  /// Why a feed that once was has no document.
  sealed interface Absence {
    record Removed() implements Absence {}

    record Renamed(String slug) implements Absence {}
  }

  /// The feed and the format that a path names, whether there is such a feed or not.
  static Optional<Place> place(String path) {
    int dot = path.lastIndexOf('.');
    if (!path.startsWith(FOLDER)
        || dot <= FOLDER.length()
        || path.indexOf('/', FOLDER.length()) > 0) {
      return Optional.empty();
    }
    var extension = path.substring(dot + 1);
    return Arrays.stream(FeedFormat.values())
        .filter(format -> format.extension().equals(extension))
        .findFirst()
        .map(format -> new Place(path.substring(FOLDER.length(), dot), format));
  }

  /// The document that is served at a path now.
  @Nullable ReadyDocument at(String path) {
    var held = ready.get(path);
    return held != null && current(held.version()) ? held : prepare(path);
  }

  /// One that was published before may come back, with another date.
  private boolean current(FeedVersion held) {
    var served = feeds.inMemory(held.slug());
    return served != null
        && served.version().equals(held.version())
        && served.lastModified().equals(held.lastModified());
  }

  private @Nullable ReadyDocument prepare(String path) {
    var place = place(path).filter(one -> feeds.declared(one.slug()));
    var version = place.flatMap(one -> feeds.serving(one.slug()));
    if (place.isEmpty() || version.isEmpty()) {
      return null;
    }
    var document = ReadyDocument.of(version.get(), place.get().format(), publication);
    ready.put(path, document);
    return document;
  }

  /// Remembered: who followed a feed that is gone asks again and again.
  Optional<Absence> absence(Place place) {
    var held = absent.get(place.slug());
    if (held != null) {
      return Optional.of(held);
    }
    var found =
        feeds
            .movedTo(place.slug())
            .<Absence>map(Absence.Renamed::new)
            .or(
                () ->
                    feeds.retired(place.slug())
                        ? Optional.of(new Absence.Removed())
                        : Optional.empty());
    found.ifPresent(absence -> absent.put(place.slug(), absence));
    return found;
  }
}
