package org.courant.feed;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The versions that are served, in memory.
@Component
class ServedFeeds {
  private final FeedVersions versions;
  private final Map<String, FeedVersion> served = new ConcurrentHashMap<>();

  ServedFeeds(FeedVersions versions) {
    this.versions = versions;
  }

  /// From memory; from the database where this node has not built it.
  Optional<FeedVersion> serving(String slug) {
    var version = served.get(slug);
    if (version != null) {
      return Optional.of(version);
    }
    var stored = versions.load(slug);
    stored.ifPresent(found -> served.putIfAbsent(slug, found));
    return stored;
  }

  @Nullable FeedVersion inMemory(String slug) {
    return served.get(slug);
  }

  /// Serves the version that this node just published.
  void serve(FeedVersion published) {
    served.put(published.slug(), published);
  }

  /// Serves the published version from now on, which another node may have built.
  void refresh(String slug, String version) {
    var held = served.get(slug);
    if (held == null || !held.version().equals(version)) {
      versions.load(slug).ifPresent(found -> served.put(slug, found));
    }
  }
}
