package org.courant.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was read of a document of ours.
///
/// @param spaces namespaces by prefix, where the root alone declares them; otherwise none
/// @param fields texts by their place below the feed, such as `title` and `image/url`
/// @param links by their relation
/// @param addresses all that must be absolute
/// @param sequence the table of contents of RSS 1.0
/// @param tombstones dates by the ids they take back
record ReadFeed(
    Map<String, String> spaces,
    Map<String, List<String>> fields,
    Map<String, List<String>> links,
    List<String> addresses,
    List<String> sequence,
    Map<String, String> tombstones,
    List<Item> items) {

  /// @param html what a person reads; plain text comes escaped
  record Item(
      @Nullable String id,
      @Nullable String title,
      @Nullable String published,
      @Nullable String updated,
      @Nullable String html,
      List<String> addresses) {}

  Optional<String> first(String field) {
    return fields.getOrDefault(field, List.of()).stream().findFirst();
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  List<String> links(String relation) {
    return links.getOrDefault(relation, List.of());
  }
}
