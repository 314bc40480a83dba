package org.courant.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads our JSON Feeds, and says where they keep to no rule of theirs.
final class ReadJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReadJson() {}

  static ReadFeed read(byte[] document) throws Refused {
    var feed = tree(document);
    Refused.unless(
        "https://jsonfeed.org/version/1.1".equals(text(feed, "version")), "has no version");
    Refused.unless(feed.path("items").isArray(), "has no items");
    extensions(feed);
    var fields = new HashMap<String, List<String>>();
    var links = new HashMap<String, List<String>>();
    var addresses = new ArrayList<String>();
    for (var name : feed.propertyNames()) {
      var value = text(feed, name);
      if (value != null) {
        fields.put(name, List.of(value));
      }
    }
    List.of("home_page_url", "feed_url", "next_url", "icon", "favicon")
        .forEach(name -> addresses.addAll(fields.getOrDefault(name, List.of())));
    put(links, "self", text(feed, "feed_url"));
    put(links, "prev-archive", text(feed, "next_url"));
    for (var hub : feed.path("hubs")) {
      Refused.unless(text(hub, "type") != null, "has a hub without a type");
      put(links, "hub", text(hub, "url"));
    }
    var items = new ArrayList<ReadFeed.Item>();
    for (var item : feed.path("items")) {
      items.add(item(item));
    }
    return new ReadFeed(Map.of(), fields, links, addresses, List.of(), Map.of(), items);
  }

  private static JsonNode tree(byte[] document) throws Refused {
    try {
      return JSON.readTree(document);
    } catch (JacksonException e) {
      var first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new Refused("is no JSON: " + first);
    }
  }

  /// "Extension": a name after an underscore, without dots, and an object.
  private static void extensions(JsonNode node) throws Refused {
    for (var name : node.propertyNames()) {
      boolean extension = name.startsWith("_");
      Refused.unless(
          !extension || (!name.contains(".") && node.path(name).isObject()),
          "has the extension " + name + ", which no reader may have");
    }
  }

  private static void put(Map<String, List<String>> links, String rel, @Nullable String address) {
    if (address != null) {
      links.computeIfAbsent(rel, _ -> new ArrayList<>()).add(address);
    }
  }

  private static ReadFeed.Item item(JsonNode item) throws Refused {
    extensions(item);
    var addresses = new ArrayList<String>();
    for (var name : List.of("url", "external_url", "image", "banner_image")) {
      var address = text(item, name);
      if (address != null) {
        addresses.add(address);
      }
    }
    for (var attachment : item.path("attachments")) {
      addresses.add(String.valueOf(text(attachment, "url")));
      Refused.unless(
          text(attachment, "mime_type") != null,
          text(item, "id") + " has an attachment without a type");
    }
    var html = text(item, "content_html");
    var plain = text(item, "content_text");
    return new ReadFeed.Item(
        text(item, "id"),
        text(item, "title"),
        text(item, "date_published"),
        text(item, "date_modified"),
        html == null && plain != null ? Wording.escaped(plain) : html,
        addresses);
  }

  private static @Nullable String text(JsonNode node, String name) {
    var value = node.path(name);
    return value.isString() ? value.stringValue() : null;
  }
}
