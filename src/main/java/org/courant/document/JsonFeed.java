package org.courant.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.courant.article.Article;
import tools.jackson.databind.json.JsonMapper;

/// JSON Feed 1.1 (jsonfeed.org/version/1.1).
final class JsonFeed {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonFeed() {}

  static byte[] write(FeedMetadata feed, List<Piece> pieces) {
    var publication = feed.publication();
    var document = new LinkedHashMap<String, Object>();
    document.put("version", "https://jsonfeed.org/version/1.1");
    put(document, "title", feed.title());
    document.put("home_page_url", feed.page().toString());
    document.put("feed_url", feed.address(FeedFormat.JSON).toString());
    document.put("hubs", List.of(hub(feed)));
    put(document, "description", feed.description());
    document.put("language", publication.language());
    document.put("authors", authors(List.of(publication.title())));
    document.put("items", pieces.stream().map(JsonFeed::item).toList());
    return JSON.writeValueAsBytes(document);
  }

  /// In one order: that of a `Map.of` differs from process to process, and so would the bytes.
  private static Map<String, String> hub(FeedMetadata feed) {
    var hub = new LinkedHashMap<String, String>();
    hub.put("type", "WebSub");
    hub.put("url", feed.hub().toString());
    return hub;
  }

  private static Map<String, Object> item(Piece piece) {
    Article article = piece.article();
    var item = new LinkedHashMap<String, Object>();
    put(item, "id", article.uri());
    if (article.url() != null) {
      item.put("url", article.url().toString());
    }
    put(item, "title", article.title());
    put(item, "content_html", piece.html());
    if (!piece.summary().isEmpty()) {
      put(item, "summary", piece.summary());
    }
    if (article.image() != null) {
      item.put("image", article.image().url().toString());
    }
    item.put("date_published", piece.published().toString());
    item.put("date_modified", piece.updated().toString());
    if (!article.authors().isEmpty()) {
      item.put("authors", authors(article.authors()));
      // Readers of version 1 know one author only.
      item.put("author", authors(article.authors()).getFirst());
    }
    if (!piece.categories().isEmpty()) {
      item.put("tags", piece.categories().stream().map(RomeXml::scrub).toList());
    }
    item.put("language", article.language());
    return item;
  }

  private static void put(Map<String, Object> fields, String name, String text) {
    fields.put(name, RomeXml.scrub(text));
  }

  private static List<Map<String, String>> authors(List<String> names) {
    return names.stream().map(name -> Map.of("name", RomeXml.scrub(name))).toList();
  }
}
