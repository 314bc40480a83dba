package org.courant.extract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON Feed 1.0 and 1.1. An item with a blank id is dropped, a number as id is text.
final class JsonFeedReader {

  private final JsonMapper mapper = new JsonMapper();

  Document read(String json, List<String> warnings) throws UnreadableDocument {
    var root = parsed(json);
    // The version is often written wrong; a list of items is what makes a feed.
    if (!root.path("items").isArray()) {
      throw new UnreadableDocument("is JSON but no JSON Feed: it has no list of items");
    }
    var items = items(root.path("items"), warnings);
    return new Document(
        text(root, "feed_url"),
        text(root, "title"),
        text(root, "home_page_url"),
        text(root, "language"),
        text(root, "description"),
        newest(items),
        items,
        warnings,
        Optional.empty());
  }

  private static List<Item> items(JsonNode told, List<String> warnings) {
    var items = new ArrayList<Item>();
    var number = 0;
    if (told.size() > FeedReader.MOST_ITEMS) {
      warnings.add(FeedReader.tooMany(told.size()));
    }
    for (var node : told) {
      if (number == FeedReader.MOST_ITEMS) {
        break;
      }
      var place = "item " + ++number;
      if (text(node, "id") == null) {
        FeedReader.warn(warnings, place, "has no id and is left out");
      } else {
        items.add(item(node, place, warnings));
      }
    }
    return items;
  }

  /// A JSON Feed has no date of its own.
  private static @Nullable Instant newest(List<Item> items) {
    return items.stream()
        .map(item -> item.updated() == null ? item.published() : item.updated())
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private JsonNode parsed(String json) throws UnreadableDocument {
    try {
      return mapper.readTree(json);
    } catch (JacksonException fault) {
      throw new UnreadableDocument("is no JSON: " + JsonFaults.sentence(fault), fault);
    }
  }

  private static Item item(JsonNode node, String place, List<String> warnings) {
    var image = text(node, "image");
    var banner = image == null ? text(node, "banner_image") : image;
    var plain = text(node, "content_text");
    var html = text(node, "content_html");
    var url = text(node, "url");
    return new Item(
        text(node, "id"),
        url == null ? text(node, "external_url") : url,
        text(node, "title"),
        text(node, "summary"),
        true,
        html == null && plain != null ? PlainText.escaped(plain) : html,
        date(node, "date_published", place, warnings),
        date(node, "date_modified", place, warnings),
        authors(node),
        texts(node.path("tags")),
        banner == null ? null : new Item.Image(banner, null),
        enclosures(node),
        text(node, "language"),
        null,
        null,
        false,
        false,
        place);
  }

  private static @Nullable String text(JsonNode node, String key) {
    var value = node.path(key);
    var text = value.isString() || value.isNumber() ? Characters.legal(value.asString()) : "";
    return text.isBlank() ? null : text.strip();
  }

  private static @Nullable Instant date(
      JsonNode node, String key, String place, List<String> warnings) {
    var text = text(node, key);
    var date = Dates.parse(text);
    if (text != null && date.isEmpty()) {
      FeedReader.warn(
          warnings, place, "`%s` in %s is no date and is left out".formatted(text, key));
    }
    return date.orElse(null);
  }

  private static List<String> authors(JsonNode node) {
    return Stream.concat(stream(node.path("authors")), Stream.of(node.path("author")))
        .map(author -> text(author, "name"))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    return stream(array)
        .filter(JsonNode::isString)
        .map(element -> Characters.legal(element.asString()).strip())
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  private static List<Item.Enclosure> enclosures(JsonNode node) {
    return stream(node.path("attachments"))
        .filter(attachment -> text(attachment, "url") != null)
        .map(
            attachment ->
                new Item.Enclosure(
                    Objects.requireNonNull(text(attachment, "url")),
                    text(attachment, "mime_type"),
                    FeedElements.length(text(attachment, "size_in_bytes")),
                    Durations.seconds(text(attachment, "duration_in_seconds"))))
        .toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
