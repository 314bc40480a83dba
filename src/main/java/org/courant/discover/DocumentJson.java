package org.courant.discover;

import java.time.Instant;
import org.courant.extract.Document;
import org.courant.extract.Item;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A document as one line of JSON: names as in Atom, times as RFC 3339 in UTC.
final class DocumentJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private DocumentJson() {}

  static String of(String file, Document document) {
    var line = MAPPER.createObjectNode().put("file", file);
    line.putObject("feed")
        .put("id", document.id())
        .put("title", document.title())
        .put("link", document.link())
        .put("updated", time(document.updated()))
        .put("language", document.language())
        .put("description", document.description());
    var entries = line.putArray("entries");
    document.items().forEach(item -> put(item, entries.addObject()));
    var warnings = line.putArray("warnings");
    document.warnings().forEach(warnings::add);
    return line.toString();
  }

  static String error(String file, @Nullable String reason) {
    return MAPPER.createObjectNode().put("file", file).put("error", reason).toString();
  }

  private static void put(Item item, ObjectNode entry) {
    entry
        .put("id", item.id())
        .put("title", item.title())
        .put("link", item.url())
        .put("published", time(item.published()))
        .put("updated", time(item.updated()));
    var authors = entry.putArray("authors");
    item.authors().forEach(authors::add);
    entry.put("summary", item.summary()).put("content", item.html());
    var categories = entry.putArray("categories");
    item.categories().forEach(categories::add);
    var enclosures = entry.putArray("enclosures");
    for (var enclosure : item.enclosures()) {
      enclosures
          .addObject()
          .put("url", enclosure.url())
          .put("type", enclosure.type())
          .put("length", enclosure.length());
    }
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
