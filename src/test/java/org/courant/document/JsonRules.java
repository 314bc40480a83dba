package org.courant.document;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rules of JSON Feed 1.1 (jsonfeed.org/version/1.1), each named by the field it is about:
/// which fields there are, of which kind, which must be there, and what readers make of them.
final class JsonRules {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^/\\s].*[0-9a-zA-Z/?:@&=+$.\\-_!~*'()%,;#]");

  /// The kind of each field: `!` where it must be there.
  private static final Map<String, String> FEED =
      Map.ofEntries(
          Map.entry("version", "text!"),
          Map.entry("title", "text!"),
          Map.entry("items", "list!"),
          Map.entry("home_page_url", "address!"),
          Map.entry("feed_url", "address!"),
          Map.entry("description", "text"),
          Map.entry("user_comment", "text"),
          Map.entry("next_url", "address"),
          Map.entry("icon", "address"),
          Map.entry("favicon", "address"),
          Map.entry("authors", "list"),
          Map.entry("author", "object"),
          Map.entry("language", "text"),
          Map.entry("expired", "truth"),
          Map.entry("hubs", "list"));

  private static final Map<String, String> ITEM =
      Map.ofEntries(
          Map.entry("id", "text!"),
          Map.entry("url", "address"),
          Map.entry("external_url", "address"),
          Map.entry("title", "text"),
          Map.entry("content_html", "text"),
          Map.entry("content_text", "text"),
          Map.entry("summary", "text"),
          Map.entry("image", "address"),
          Map.entry("banner_image", "address"),
          Map.entry("date_published", "date"),
          Map.entry("date_modified", "date"),
          Map.entry("authors", "list"),
          Map.entry("author", "object"),
          Map.entry("tags", "list"),
          Map.entry("language", "text"),
          Map.entry("attachments", "list"));
  private static final Map<String, String> AUTHOR =
      Map.of("name", "text", "url", "address", "avatar", "address");
  private static final Map<String, String> HUB = Map.of("type", "text!", "url", "address!");
  private static final Map<String, String> ATTACHMENT =
      Map.of(
          "url", "address!",
          "mime_type", "text!",
          "title", "text",
          "size_in_bytes", "number",
          "duration_in_seconds", "number");

  private final List<String> broken = new ArrayList<>();

  /// The fields that are wrong, each with the place.
  static List<String> broken(byte[] document) {
    var rules = new JsonRules();
    try {
      rules.feed(JSON.readTree(document));
    } catch (JacksonException e) {
      return List.of("no JSON: " + e.getMessage());
    }
    return rules.broken;
  }

  private void feed(JsonNode feed) {
    fields("feed", feed, FEED);
    require("version", text(feed, "version").equals("https://jsonfeed.org/version/1.1"));
    require("next_url is the feed itself", !text(feed, "next_url").equals(text(feed, "feed_url")));
    feed.path("hubs").forEach(hub -> fields("hubs", hub, HUB));
    authors(feed);
    var ids = new HashSet<String>();
    for (var item : feed.path("items")) {
      require("id twice " + text(item, "id"), ids.add(text(item, "id")));
      item(item);
    }
  }

  private void item(JsonNode item) {
    fields("items", item, ITEM);
    require("content", item.has("content_html") || item.has("content_text"));
    authors(item);
    // Readers of version 1 know one author.
    require("author", item.has("author") == item.has("authors"));
    require(
        "author", !item.has("author") || item.path("author").equals(item.path("authors").path(0)));
    item.path("attachments").forEach(file -> fields("attachments", file, ATTACHMENT));
    for (var file : item.path("attachments")) {
      require("mime_type", TextRules.isType(text(file, "mime_type")));
    }
    var tags = new HashSet<String>();
    for (var tag : item.path("tags")) {
      require(
          "tags", tag.isString() && !tag.stringValue().isBlank() && tags.add(tag.stringValue()));
    }
    if (item.has("content_html")) {
      HtmlRules.html(text(item, "content_html"))
          .forEach(rule -> broken.add("content_html " + rule));
    }
  }

  private void authors(JsonNode of) {
    require("authors is empty", !of.has("authors") || !of.path("authors").isEmpty());
    for (var author : of.path("authors")) {
      fields("authors", author, AUTHOR);
      require("author says nothing", !author.isEmpty() && !text(author, "name").isBlank());
    }
  }

  private void fields(String place, JsonNode node, Map<String, String> known) {
    require(place + " is no object", node.isObject());
    for (var name : node.propertyNames()) {
      var kind = known.get(name);
      if (kind == null) {
        boolean extension = name.startsWith("_") && !name.contains(".");
        require(place + "/" + name + " is unknown", extension && node.path(name).isObject());
      } else {
        require(place + "/" + name + " is no " + kind, isOf(kind, node.path(name)));
      }
    }
    known.forEach(
        (name, kind) ->
            require(place + "/" + name + " is missing", !kind.endsWith("!") || node.has(name)));
  }

  private static boolean isOf(String kind, JsonNode value) {
    return switch (kind.replace("!", "")) {
      case "text" ->
          value.isString()
              && TextRules.characters(value.stringValue()).isEmpty()
              && (!kind.endsWith("!") || !value.stringValue().isBlank());
      case "address" -> value.isString() && ADDRESS.matcher(value.stringValue()).matches();
      case "date" -> value.isString() && isDate(value.stringValue());
      case "number" -> value.isIntegralNumber() && value.longValue() >= 0;
      case "truth" -> value.isBoolean();
      case "object" -> value.isObject();
      default -> value.isArray();
    };
  }

  private static boolean isDate(String date) {
    try {
      return OffsetDateTime.parse(date).getYear() > 0;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).isString() ? node.path(name).stringValue() : "";
  }

  private void require(String rule, boolean met) {
    if (!met) {
      broken.add(rule);
    }
  }
}
