package org.courant.selection;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.courant.article.ArticleFilter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a feed is said to be.
///
/// @param name what it holds, for a list of the publication's own feeds
/// @param title as feed readers list it
/// @param page where a person reads what the feed holds
/// @param items how many articles its newest document holds
/// @param summaries whether summaries stand for the texts
/// @param formerly slugs under which it was known before
public record FeedDefinition(
    String slug,
    String name,
    String title,
    String description,
    URI page,
    ArticleFilter filter,
    int items,
    boolean summaries,
    @Nullable URI icon,
    List<String> formerly) {
  static final String ALL = "all";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public FeedDefinition {
    formerly = List.copyOf(formerly);
  }

  /// What decides which articles it holds.
  String terms() {
    return JSON.writeValueAsString(List.of(filter, items));
  }

  /// How it is stored: equal for equal definitions.
  String json() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("title", title);
    values.put("description", description);
    values.put("filter", filter());
    values.put("items", items);
    values.put("summaries", summaries);
    values.put("icon", icon);
    values.put("formerly", formerly);
    return JSON.writeValueAsString(values);
  }
}
