package org.courant.articlefile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.courant.extract.Dates;
import org.courant.extract.Durations;
import org.courant.extract.Item;
import org.courant.extract.UnreadableDocument;
import org.jspecify.annotations.Nullable;

/// The YAML between two `---` lines at the top of a file, or Hugo's TOML between two `+++`, or its
/// JSON from a line `{` to a line `}`. Every value is text, a list or a map: YAML's own ideas of
/// dates, numbers and yes/no are off, so `date: 2026-02-31` and `language: no` stay what they are.
record FrontMatter(
    String fileName,
    boolean present,
    Map<String, @Nullable Object> values,
    String body,
    List<String> warnings) {

  /// `\/`, which PHP writes for each slash.
  private static final Pattern SLASH = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\/");

  private static final Pattern OPENING = Pattern.compile("(---|\\+\\+\\+|\\{)[ \\t]*+\n");

  static FrontMatter of(String fileName, String text) throws UnreadableDocument {
    var opening = OPENING.matcher(text);
    if (!opening.lookingAt()) {
      return new FrontMatter(fileName, false, Map.of(), text, List.of());
    }
    var fence = opening.group(1);
    var json = fence.equals("{");
    var closing =
        Pattern.compile("(?m)^%s[ \\t]*+(?:\n|\\z)".formatted(Pattern.quote(json ? "}" : fence)))
            .matcher(text);
    if (!closing.find(opening.end())) {
      throw new UnreadableDocument(
          "%s opens front matter with %s but never closes it".formatted(fileName, fence));
    }
    var matter = text.substring(opening.end(), closing.start());
    var values =
        switch (fence) {
          case "+++" -> Toml.read(fileName, matter);
          // JSON is YAML, too (YAML 1.2, section 1.2), but for an escape that its parser lacks.
          case "{" -> Yaml.read(fileName, "{" + SLASH.matcher(matter).replaceAll("$1/") + "}");
          default -> Yaml.read(fileName, matter);
        };
    return new FrontMatter(
        fileName,
        true,
        values,
        text.substring(closing.end()),
        FrontMatterKeys.check(fileName, values.keySet()));
  }

  /// The first of these keys that has a value.
  @Nullable String text(String... keys) throws UnreadableDocument {
    for (var key : keys) {
      switch (values.get(key)) {
        case null -> {}
        case String text when text.isBlank() -> {}
        case String text -> {
          return text.strip();
        }
        default ->
            throw new UnreadableDocument(
                fileName + ": `" + key + "` is a list or a map where one text is expected");
      }
    }
    return null;
  }

  @Nullable Instant instant(String... keys) throws UnreadableDocument {
    for (var key : keys) {
      var text = text(key);
      if (text != null) {
        return Dates.parse(text).orElseThrow(() -> impossible(key, text));
      }
    }
    return null;
  }

  private UnreadableDocument impossible(String key, String text) {
    return new UnreadableDocument(
        "%s: `%s: %s` is no date; write it like 2026-03-01 or 2026-03-01T09:30:00+01:00"
            .formatted(fileName, key, text));
  }

  boolean flag(String key, boolean otherwise) throws UnreadableDocument {
    var text = text(key);
    if (text == null) {
      return otherwise;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default ->
          throw new UnreadableDocument(
              "%s: `%s: %s` is neither true nor false".formatted(fileName, key, text));
    };
  }

  /// Jekyll's `published: false` marks a draft; elsewhere the key holds a date or is missing.
  boolean published() {
    return !(values.get("published") instanceof String text) || !text.equalsIgnoreCase("false");
  }

  /// Absolute addresses only from foreign keys: a permalink's path belongs to another site's
  /// layout.
  @Nullable String address() throws UnreadableDocument {
    var url = text("url", "canonical_url", "canonicalURL", "canonical");
    if (url != null) {
      return url;
    }
    var permalink = text("permalink");
    return permalink != null && permalink.matches("https?://.*") ? permalink : null;
  }

  /// Text, a list of texts, or maps with a `name`.
  List<String> names(String... keys) {
    return Arrays.stream(keys)
        .flatMap(key -> elements(values.get(key)))
        .map(FrontMatter::name)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  List<String> labels() {
    var labels = new LinkedHashSet<String>();
    for (var key : List.of("sections", "section")) {
      elements(values.get(key)).map(FrontMatter::name).forEach(text -> split(text, ",", labels));
    }
    for (var key : List.of("categories", "category", "tags", "tag")) {
      // One text in Jekyll's lists is several words, a list's element is one label.
      var value = values.get(key);
      if (value instanceof String text) {
        split(text, key.endsWith("s") && !text.contains(",") ? "\\s+" : ",", labels);
      } else {
        elements(value).map(FrontMatter::name).forEach(text -> split(text, "\n", labels));
      }
    }
    return new ArrayList<>(labels);
  }

  private static void split(String text, String separator, LinkedHashSet<String> into) {
    Arrays.stream(text.split(separator, -1))
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .forEach(into::add);
  }

  Item.@Nullable Image image() throws UnreadableDocument {
    for (var key : List.of("image", "heroImage", "featured_image", "cover", "images")) {
      var value = elements(values.get(key)).findFirst().orElse(null);
      var url = value instanceof Map<?, ?> map ? first(map, "url", "src", "path", "image") : value;
      if (url instanceof String text && !text.isBlank()) {
        var alt = value instanceof Map<?, ?> map ? first(map, "alt", "caption") : null;
        return new Item.Image(
            text.strip(), alt instanceof String words ? words : text("image-alt", "image_alt"));
      }
    }
    return null;
  }

  /// Addresses, or maps with `url`, `type`, `length` in bytes and `duration`.
  List<Item.Enclosure> enclosures() {
    return Stream.of("enclosure", "enclosures")
        .flatMap(key -> elements(values.get(key)))
        .map(FrontMatter::enclosure)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Item.Enclosure> enclosure(Object element) {
    var map = element instanceof Map<?, ?> fields ? fields : Map.of("url", element);
    return first(map, "url", "src") instanceof String url && !url.isBlank()
        ? Optional.of(
            new Item.Enclosure(
                url.strip(),
                map.get("type") instanceof String type ? type.strip() : null,
                map.get("length") instanceof String count && count.matches("\\d{1,15}")
                    ? Long.valueOf(count)
                    : null,
                Durations.seconds(
                    map.get("duration") instanceof String duration ? duration : null)))
        : Optional.empty();
  }

  private static @Nullable Object first(Map<?, ?> map, String... keys) {
    return Arrays.stream(keys)
        .map(map::get)
        .filter(value -> value != null)
        .findFirst()
        .orElse(null);
  }

  private static Stream<?> elements(@Nullable Object value) {
    return switch (value) {
      case null -> Stream.empty();
      case List<?> list -> list.stream().filter(element -> element != null);
      default -> Stream.of(value);
    };
  }

  private static String name(Object element) {
    var name = element instanceof Map<?, ?> map ? first(map, "name", "title") : element;
    return name instanceof String text ? text.strip() : "";
  }
}
