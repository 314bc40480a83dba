package org.courant.wordpress;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.courant.extract.PlainText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The names of a site's categories and tags, by their numbers. WordPress changes them without
/// marking the posts as changed that bear them.
final class Terms {
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 500;

  private final Map<Long, String> names = new HashMap<>();

  private Terms() {}

  /// Empty when the site does not show them all, as some plugins see to.
  static Optional<Terms> read(PostListing listing, WordPressSite site) throws WordPressUnavailable {
    var terms = new Terms();
    try {
      return terms.add(listing, site, "wp/v2/categories") && terms.add(listing, site, "wp/v2/tags")
          ? Optional.of(terms)
          : Optional.empty();
    } catch (WordPressUnavailable failure) {
      if (failure.status() / 100 == 4 && failure.status() != 429) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private boolean add(PostListing listing, WordPressSite site, String route)
      throws WordPressUnavailable {
    var parameters = Map.of("hide_empty", "true", "_fields", "id,name,slug");
    for (var page = 1; page <= MOST_PAGES; page++) {
      var answer = listing.get(site, route, parameters, PAGE, page);
      answer.json().forEach(this::add);
      if (PostListing.last(answer, PAGE, page)) {
        return true;
      }
    }
    return false;
  }

  private void add(JsonNode term) {
    var name = PlainText.of(term.path("name").asString(""));
    var none = name == null || term.path("slug").asString("").equals(PostReader.NO_CATEGORY);
    names.put(term.path("id").asLong(), none ? "" : name);
  }

  /// What a post of these terms is filed under; null when one of them is not known.
  @Nullable String label(Collection<Long> terms) {
    return names.keySet().containsAll(terms)
        ? label(terms.stream().map(term -> names.getOrDefault(term, "")).toList())
        : null;
  }

  /// The same for names, in any order.
  static String label(List<String> names) {
    return names.stream()
        .filter(name -> !name.isEmpty())
        .distinct()
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
