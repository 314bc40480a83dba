package org.courant.wordpress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A site and where its REST API stands.
///
/// @param root the API's root: `https://example.org/wp-json/`, or
///   `https://example.org/?rest_route=/` on a site with plain permalinks
/// @param home the site's home page
/// @param movedTo where the address that was asked for moved for good
public record WordPressSite(
    URI root,
    @Nullable String name,
    @Nullable String description,
    URI home,
    @Nullable URI movedTo) {

  WordPressSite moved(@Nullable URI target) {
    return new WordPressSite(root, name, description, home, target);
  }

  URI route(String path, Map<String, String> parameters) {
    var query =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var text = root.toString();
    var base = text.endsWith("/") || text.endsWith("%2F") ? text : text + "/";
    return URI.create(base + path + (base.contains("?") ? "&" : "?") + query);
  }
}
