package org.courant.extract;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/// What is read from the tree itself, the same in RSS and in Atom.
final class RomeElements {

  private RomeElements() {}

  /// The text of the children of this name, in any namespace, that have one.
  static Stream<String> texts(Element parent, String... names) {
    return Arrays.stream(names)
        .flatMap(name -> children(parent, name))
        .map(Element::getTextNormalize)
        .filter(text -> !text.isEmpty());
  }

  static Stream<Element> children(Element parent, String name) {
    var colon = name.indexOf(':');
    var local = name.substring(colon + 1);
    Predicate<Element> vocabulary =
        colon < 0 ? _ -> true : element -> known(element, name.substring(0, colon));
    return parent.getChildren().stream()
        .filter(element -> element.getName().equals(local))
        .filter(vocabulary);
  }

  private static boolean known(Element element, String vocabulary) {
    var uri = element.getNamespaceURI().toLowerCase(Locale.ROOT);
    return switch (vocabulary) {
      case "dc" -> uri.startsWith("http://purl.org/dc/");
      case "media" -> uri.contains("mrss");
      case "itunes" -> uri.contains("itunes");
      case "content" -> uri.contains("rss/1.0/modules/content");
      case "atom" -> uri.contains("atom");
      case "feedburner" -> uri.contains("feedburner");
      case "sy" -> uri.contains("syndication");
      default -> uri.isEmpty() || uri.contains("rss");
    };
  }

  static @Nullable String text(Element parent, String... names) {
    return texts(parent, names).findFirst().orElse(null);
  }

  /// The first of these dates that is one; a text that is none is warned of.
  static @Nullable Instant date(
      Element parent, String place, List<String> warnings, String... names) {
    for (var name : names) {
      var text = text(parent, name);
      if (text == null) {
        continue;
      }
      var date = Dates.parse(text);
      if (date.isPresent()) {
        return date.get();
      }
      var shown = text.substring(0, Math.min(text.length(), 60));
      FeedReader.warn(
          warnings, place, "`%s` in <%s> is no date and is left out".formatted(shown, name));
    }
    return null;
  }

  static @Nullable String language(Element element) {
    var language = element.getAttributeValue("lang", Namespace.XML_NAMESPACE);
    return language == null || language.isBlank() ? text(element, "dc:language") : language;
  }

  /// The picture named first: media:thumbnail, a media:content that is an image, itunes:image.
  static Item.@Nullable Image image(Element item) {
    var media =
        Stream.concat(Stream.of(item), children(item, "media:group"))
            .flatMap(
                parent ->
                    Stream.concat(
                        children(parent, "media:content").filter(RomeElements::isPicture),
                        Stream.concat(
                            children(parent, "media:thumbnail"),
                            children(parent, "media:content")
                                .flatMap(content -> children(content, "media:thumbnail")))));
    return Stream.concat(media, children(item, "itunes:image"))
        .map(RomeElements::picture)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static boolean isPicture(Element content) {
    var type = content.getAttributeValue("type", "");
    return content.getAttributeValue("medium", "").equals("image") || type.startsWith("image/");
  }

  private static Item.@Nullable Image picture(Element element) {
    var url = element.getAttributeValue("url", element.getAttributeValue("href", "")).strip();
    return url.isEmpty() ? null : new Item.Image(url, text(element, "media:description"));
  }

  static @Nullable Long length(@Nullable String digits) {
    return digits != null && digits.strip().matches("\\d{1,15}")
        ? Long.valueOf(digits.strip())
        : null;
  }

  /// Null for a text of nothing.
  static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
