package org.courant.wordpress;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.courant.extract.Item;
import org.courant.extract.PlainText;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A post's JSON (WordPress REST API handbook, "Posts") as an item.
final class PostReader {
  /// Where WordPress files what nobody filed.
  static final String NO_CATEGORY = "uncategorized";

  private PostReader() {}

  static Optional<Post.Key> key(JsonNode post) {
    var guid = guid(post);
    var modified = local(post.path("modified"));
    return guid == null || modified == null || !post.path("id").isIntegralNumber()
        ? Optional.empty()
        : Optional.of(
            new Post.Key(post.path("id").asLong(), guid, modified, text(post.path("link"))));
  }

  static Optional<Post> post(JsonNode post) {
    return key(post)
        .map(
            key ->
                new Post(
                    key.id(),
                    key.guid(),
                    key.modified(),
                    post.path("content").path("protected").asBoolean(false),
                    item(post, key)));
  }

  private static Item item(JsonNode post, Post.Key key) {
    return new Item(
        key.guid(),
        text(post.path("link")),
        PlainText.of(text(post.path("title").path("rendered"))),
        excerpt(text(post.path("excerpt").path("rendered"))),
        true,
        text(post.path("content").path("rendered")),
        instant(post, "date"),
        instant(post, "modified"),
        authors(post),
        categories(post),
        image(post),
        List.of(),
        text(post.path("lang")),
        null,
        null,
        false,
        false,
        "post " + key.id());
  }

  /// As in the site's RSS feed: there XML undoes the `&#038;` that the API leaves.
  private static @Nullable String guid(JsonNode post) {
    var guid = text(post.path("guid").path("rendered"));
    return guid == null ? null : Parser.unescapeEntities(guid, true).strip();
  }

  /// Plain text, without the link to the whole that many themes put at its end.
  private static @Nullable String excerpt(@Nullable String html) {
    if (html == null) {
      return null;
    }
    var body = Jsoup.parseBodyFragment(html).body();
    body.select("a.more-link, a.read-more, .screen-reader-text").remove();
    return PlainText.of(body.html().replaceFirst("\\[(&hellip;|…|\\.\\.\\.)]", "…"));
  }

  private static List<String> authors(JsonNode post) {
    var names = new LinkedHashSet<String>();
    for (var author : post.path("_embedded").path("author")) {
      add(names, author.path("name"));
    }
    if (names.isEmpty()) {
      add(names, post.path("yoast_head_json").path("author"));
    }
    return List.copyOf(names);
  }

  private static List<String> categories(JsonNode post) {
    var names = new LinkedHashSet<String>();
    for (var taxonomy : post.path("_embedded").path("wp:term")) {
      for (var term : taxonomy) {
        var slug = term.path("slug").asString("");
        var kind = term.path("taxonomy").asString("");
        if (!slug.equals(NO_CATEGORY) && (kind.equals("category") || kind.equals("post_tag"))) {
          add(names, term.path("name"));
        }
      }
    }
    return new ArrayList<>(names);
  }

  /// The numbers of its categories and tags.
  static List<Long> terms(JsonNode post) {
    var numbers = new ArrayList<Long>();
    for (var taxonomy : List.of("categories", "tags")) {
      post.path(taxonomy).forEach(term -> numbers.add(term.asLong()));
    }
    return numbers;
  }

  private static void add(Set<String> names, JsonNode name) {
    var plain = PlainText.of(text(name));
    if (plain != null) {
      names.add(plain);
    }
  }

  private static Item.@Nullable Image image(JsonNode post) {
    var media = post.path("_embedded").path("wp:featuredmedia").path(0);
    var address = text(media.path("source_url"));
    return address == null || media.path("media_type").asString("image").equals("file")
        ? null
        : new Item.Image(address, PlainText.of(text(media.path("alt_text"))));
  }

  /// The time in GMT; a plugin that drops it leaves the local one, which is the better than none.
  private static @Nullable Instant instant(JsonNode post, String field) {
    var gmt = local(post.path(field + "_gmt"));
    var time = gmt == null ? local(post.path(field)) : gmt;
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  private static @Nullable LocalDateTime local(JsonNode time) {
    try {
      var text = time.asString("");
      return text.isEmpty() ? null : LocalDateTime.parse(text.replaceFirst("Z$", ""));
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() && !node.asString().isBlank() ? node.asString() : null;
  }
}
