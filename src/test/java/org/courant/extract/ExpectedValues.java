package org.courant.extract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What gofeed's test data expect of a feed: in the words of Atom, of RSS, or of both.
final class ExpectedValues {

  private final JsonNode feed;

  ExpectedValues(JsonNode feed) {
    this.feed = feed;
  }

  /// What is expected of one field, and what we read; of a list the whole.
  record Value(String field, Object expected, @Nullable Object read) {

    boolean agrees() {
      return expected.equals(read);
    }

    String difference() {
      return "expected `%s`, read `%s`".formatted(expected, read);
    }
  }

  List<Value> beside(Document document) {
    var values = new ArrayList<Value>();
    var items = list(either(feed, "items", "entries"));
    add(values, "feed titles", text(feed, "title"), document.written().title());
    add(values, "feed links", text(feed, "link"), document.link());
    add(values, "feed ids", text(feed, "id"), document.id());
    var description = text(feed, "description");
    add(
        values,
        "feed descriptions",
        description == null ? text(feed, "subtitle") : description,
        document.written().description());
    add(values, "feed languages", text(feed, "language"), document.language());
    var updated = instant(feed, "updatedParsed");
    add(
        values,
        "feed dates",
        updated == null ? instant(feed, "lastBuildDateParsed") : updated,
        document.updated());
    values.add(new Value("entries", items.size(), document.items().size()));
    IntStream.range(0, Math.min(items.size(), document.items().size()))
        .forEach(i -> compare(values, items.get(i), document.items().get(i)));
    return values;
  }

  private static void compare(List<Value> values, JsonNode expected, Item item) {
    var guid = text(expected, "guid");
    var description = text(expected, "description");
    add(values, "ids", guid == null ? text(expected, "id") : guid, item.id());
    add(values, "titles", text(expected, "title"), item.written().title());
    add(values, "links", link(expected), item.url());
    add(
        values,
        "summary",
        description == null ? text(expected, "summary") : description,
        item.summary());
    add(values, "content", text(expected, "content"), item.html());
    var published = instant(expected, "publishedParsed");
    add(
        values,
        "published",
        published == null ? instant(expected, "pubDateParsed") : published,
        item.published());
    add(values, "updated", instant(expected, "updatedParsed"), item.updated());
    add(values, "authors", authors(expected), item.written().authors());
    add(values, "categories", categories(expected), item.written().categories());
    add(values, "enclosures", enclosures(expected), withoutSeconds(item.enclosures()));
  }

  /// What is not expected is not compared: the test data name only what they test.
  private static void add(
      List<Value> values, String field, @Nullable Object expected, @Nullable Object read) {
    if (expected != null && !expected.equals(List.of())) {
      values.add(new Value(field, expected, read));
    }
  }

  private static @Nullable String link(JsonNode expected) {
    var own = text(expected, "link");
    return own == null
        ? list(expected.path("links")).stream()
            .filter(link -> link.path("rel").asString("alternate").equals("alternate"))
            .map(link -> text(link, "href"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null)
        : own;
  }

  private static List<String> authors(JsonNode expected) {
    var single = expected.path("author");
    return Stream.concat(list(expected.path("authors")).stream(), Stream.of(single))
        .map(
            author -> author.isString() ? author.asString() : text(either(author, "name", "email")))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static List<String> categories(JsonNode expected) {
    return list(expected.path("categories")).stream()
        .map(
            category -> category.isString() ? category : either(category, "label", "term", "value"))
        .map(ExpectedValues::text)
        .filter(Objects::nonNull)
        .toList();
  }

  /// No test data name how long a sound lasts.
  private static List<Item.Enclosure> withoutSeconds(List<Item.Enclosure> read) {
    return read.stream()
        .map(file -> new Item.Enclosure(file.url(), file.type(), file.length()))
        .toList();
  }

  private static List<Item.Enclosure> enclosures(JsonNode expected) {
    var links =
        list(expected.path("links")).stream()
            .filter(link -> link.path("rel").asString("").equals("enclosure"));
    var several = expected.path("enclosures");
    var single =
        Stream.of(expected.path("enclosure")).filter(one -> one.isObject() && !several.isArray());
    return Stream.of(list(several).stream(), links, single)
        .flatMap(found -> found)
        .map(
            file ->
                new Item.Enclosure(
                    Objects.requireNonNullElse(text(either(file, "url", "href")), ""),
                    text(file, "type"),
                    FeedElements.length(text(file, "length"))))
        .distinct()
        .toList();
  }

  private static JsonNode either(JsonNode node, String... keys) {
    return Stream.of(keys)
        .map(node::path)
        .filter(value -> text(value) != null || value.isArray())
        .findFirst()
        .orElse(node.path(keys[0]));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static @Nullable String text(JsonNode node, String key) {
    var value = node.path(key);
    return text(value.isObject() ? value.path("value") : value);
  }

  private static @Nullable String text(JsonNode value) {
    return value.isValueNode() && !value.isNull() ? FeedElements.given(value.asString()) : null;
  }

  private static @Nullable Instant instant(JsonNode node, String key) {
    var text = text(node, key);
    return text == null ? null : Instant.parse(text);
  }
}
