package org.courant.document;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// JSON Feed 1.1 (jsonfeed.org/version/1.1). Fields are put in one order: that of a `Map.of`
/// differs from process to process, and so would the bytes.
final class JsonFeed {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonFeed() {}

  /// An archive is a page of the feed, not a feed of its own: `feed_url` is the same in all.
  static Frame frame(FeedMetadata feed, FeedContent content) {
    var publication = feed.publication();
    var address = feed.address(FeedFormat.JSON).toString();
    var document = new LinkedHashMap<String, Object>();
    document.put("version", "https://jsonfeed.org/version/1.1");
    put(document, "title", feed.title());
    document.put("home_page_url", Wording.address(feed.page()));
    document.put("feed_url", address);
    if (!(content.place() instanceof Place.Archive)) {
      document.put("hubs", List.of(hub(feed)));
    }
    put(document, "description", feed.description());
    document.put(
        "user_comment",
        "This is a feed of articles for programs that read feeds. To follow it, copy its address, "
            + address
            + ", into such a program.");
    feed.icon().ifPresent(icon -> document.put("icon", Wording.address(icon)));
    document.put("favicon", publication.url("/favicon.svg").toString());
    document.put("language", publication.language());
    document.put("authors", List.of(author(publication.title(), publication.baseUrl().toString())));
    feed.earlier(FeedFormat.JSON, content.place())
        .ifPresent(next -> document.put("next_url", next.toString()));
    document.put("items", List.of());
    var text = JSON.writeValueAsString(document);
    return Frame.cut(text.substring(0, text.length() - 2) + "\n]}", "]}");
  }

  private static Map<String, String> hub(FeedMetadata feed) {
    var hub = new LinkedHashMap<String, String>();
    hub.put("type", "WebSub");
    hub.put("url", feed.hub().toString());
    return hub;
  }

  private static Map<String, String> author(String name, String address) {
    var author = new LinkedHashMap<String, String>();
    author.put("name", Wording.scrub(name));
    author.put("url", address);
    return author;
  }

  static String entry(EntryStyle style, Piece piece) {
    var article = piece.article();
    var item = new LinkedHashMap<String, Object>();
    item.put("id", article.uri());
    if (piece.url() != null) {
      item.put("url", piece.url());
    }
    item.put("title", piece.title());
    text(item, style, piece);
    if (piece.summarised()) {
      item.put("summary", piece.summary());
    }
    var image = piece.image();
    if (image != null) {
      item.put("image", Wording.address(image.url()));
    }
    item.put("date_published", article.published().truncatedTo(ChronoUnit.SECONDS).toString());
    item.put("date_modified", piece.updated().toString());
    authors(item, piece);
    var tags = piece.categories().stream().map(Piece.Category::name).toList();
    if (!tags.isEmpty()) {
      item.put("tags", tags);
    }
    if (!piece.files().isEmpty()) {
      item.put("attachments", piece.files().stream().map(JsonFeed::attachment).toList());
    }
    item.put("language", article.language());
    return JSON.writeValueAsString(item);
  }

  /// Readers of version 1 know one author only.
  private static void authors(Map<String, Object> item, Piece piece) {
    var authors = piece.authors().stream().map(name -> Map.of("name", name)).toList();
    if (!authors.isEmpty()) {
      item.put("authors", authors);
      item.put("author", authors.getFirst());
    }
  }

  private static Map<String, Object> attachment(MediaFile file) {
    var attachment = new LinkedHashMap<String, Object>();
    attachment.put("url", file.address());
    attachment.put("mime_type", file.type());
    if (file.length() != null) {
      attachment.put("size_in_bytes", file.length());
    }
    if (file.seconds() != null) {
      attachment.put("duration_in_seconds", file.seconds());
    }
    return attachment;
  }

  private static void text(Map<String, Object> item, EntryStyle style, Piece piece) {
    if (style.summaries()) {
      item.put("content_text", piece.summary());
      return;
    }
    item.put("content_html", piece.html());
  }

  private static void put(Map<String, Object> fields, String name, String text) {
    fields.put(name, Wording.scrub(text));
  }
}
