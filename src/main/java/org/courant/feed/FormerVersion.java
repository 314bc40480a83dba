package org.courant.feed;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a version held that a reader may still have.
///
/// @param revisions by the article's URI
record FormerVersion(Map<String, Integer> revisions, Instant lastModified) {
  static FormerVersion of(List<String> entries, List<Integer> revisions, Instant lastModified) {
    Map<String, Integer> held = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      held.put(entries.get(i), revisions.get(i));
    }
    return new FormerVersion(Map.copyOf(held), lastModified);
  }

  boolean holds(String uri, int revision) {
    var held = revisions.get(uri);
    return held != null && held == revision;
  }
}
