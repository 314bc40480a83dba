package org.courant.extract;

import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/// RSS of every version, and RDF.
final class RomeRss {

  /// `user@host (Name)` as RSS asks for, and what people write instead.
  private static final Pattern NAMED_MAIL =
      Pattern.compile(
          "(?:mailto:)?\\S+@\\S+\\s*\\((?<name>[^()]+)\\)|(?<named>[^<(@]+)[<(]\\S+@\\S+[>)]");

  private static final Namespace RDF =
      Namespace.getNamespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#");

  private final Channel channel;
  private final Element tree;
  private final List<String> warnings;

  RomeRss(Channel channel, Element tree, List<String> warnings) {
    this.channel = channel;
    this.tree = tree;
    this.warnings = warnings;
  }

  Document document(List<Element> elements) {
    var items = new ArrayList<Item>();
    for (var i = 0; i < elements.size(); i++) {
      items.add(item(channel.getItems().get(i), elements.get(i), "item " + (i + 1)));
    }
    var language = RomeElements.given(channel.getLanguage());
    return new Document(
        RomeElements.given(channel.getUri()),
        PlainText.of(channel.getTitle()),
        link(),
        language == null ? RomeElements.language(tree) : language,
        PlainText.of(channel.getDescription()),
        RomeElements.date(tree, "feed", warnings, "lastBuildDate", "pubDate", "dc:date", "updated"),
        items,
        warnings,
        interval());
  }

  private @Nullable String link() {
    var link = RomeElements.given(channel.getLink());
    return link == null ? alternate(tree) : link;
  }

  private static @Nullable String alternate(Element parent) {
    return RomeElements.children(parent, "atom:link")
        .filter(link -> link.getAttributeValue("rel", "alternate").equals("alternate"))
        .map(link -> RomeElements.given(link.getAttributeValue("href")))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// `ttl` counts minutes; `sy:updatePeriod` is divided by how often in it.
  private Optional<Duration> interval() {
    if (channel.getTtl() > 0) {
      return Optional.of(Duration.ofMinutes(channel.getTtl()));
    }
    var period =
        switch (Objects.requireNonNullElse(RomeElements.text(tree, "sy:updatePeriod"), "")) {
          case "hourly" -> Duration.ofHours(1);
          case "daily" -> Duration.ofDays(1);
          case "weekly" -> Duration.ofDays(7);
          case "monthly" -> Duration.ofDays(30);
          case "yearly" -> Duration.ofDays(365);
          default -> Duration.ZERO;
        };
    var times = RomeElements.length(RomeElements.text(tree, "sy:updateFrequency"));
    return Optional.of(period)
        .filter(Duration::isPositive)
        .map(whole -> whole.dividedBy(times == null || times < 1 ? 1 : times));
  }

  private Item item(com.rometools.rome.feed.rss.Item item, Element element, String place) {
    var image = RomeElements.image(element);
    var enclosures = enclosures(element);
    return new Item(
        id(item, element),
        url(item, element),
        PlainText.of(
            item.getTitle() == null ? RomeElements.text(element, "title") : item.getTitle()),
        summary(item, element),
        false,
        content(item, element),
        RomeElements.date(element, place, warnings, "pubDate", "dc:issued", "dc:date", "published"),
        RomeElements.date(element, place, warnings, "dc:modified", "updated", "lastBuildDate"),
        authors(element),
        categories(item, element),
        image == null ? picture(enclosures) : image,
        enclosures,
        RomeElements.language(element),
        null,
        null,
        false,
        false,
        place);
  }

  /// The guid, or the `rdf:about` of RSS 1.0. A link is no id: many items may share it.
  private static @Nullable String id(com.rometools.rome.feed.rss.Item item, Element element) {
    var guid = item.getGuid() == null ? null : RomeElements.given(item.getGuid().getValue());
    return guid == null ? RomeElements.given(element.getAttributeValue("about", RDF)) : guid;
  }

  private static @Nullable String summary(com.rometools.rome.feed.rss.Item item, Element element) {
    var description =
        item.getDescription() == null ? null : RomeElements.given(item.getDescription().getValue());
    return description == null
        ? RomeElements.text(element, "dc:description", "itunes:summary")
        : description;
  }

  /// The link; where there is none, a guid that does not deny being one.
  private static @Nullable String url(com.rometools.rome.feed.rss.Item item, Element element) {
    var original = RomeElements.text(element, "feedburner:origLink");
    var link = original == null ? RomeElements.given(item.getLink()) : original;
    if (link != null) {
      return link;
    }
    var alternate = alternate(element);
    var guid = item.getGuid();
    if (alternate != null || guid == null || !guid.isPermaLink()) {
      return alternate;
    }
    var value = RomeElements.given(guid.getValue());
    return value != null && value.matches("(?i)https?://.*") ? value : null;
  }

  private static @Nullable String content(com.rometools.rome.feed.rss.Item item, Element element) {
    var encoded =
        RomeElements.children(element, "content:encoded")
            .map(Element::getText)
            .filter(text -> !text.isBlank())
            .findFirst();
    if (encoded.isPresent()) {
      return encoded.get().strip();
    }
    var body =
        RomeElements.children(element, "body")
            .map(RomeMend::markup)
            .filter(text -> !text.isBlank())
            .findFirst();
    return body.orElse(
        item.getContent() == null ? null : RomeElements.given(item.getContent().getValue()));
  }

  private static List<String> authors(Element element) {
    return RomeElements.texts(element, "dc:creator", "author", "itunes:author")
        .map(RomeRss::name)
        .map(PlainText::of)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static String name(String author) {
    var mail = NAMED_MAIL.matcher(author);
    // No name is this long, and the pattern's time grows with the square of it.
    if (author.length() > 300 || !mail.matches()) {
      return author;
    }
    return mail.group("name") == null ? mail.group("named") : mail.group("name");
  }

  private static List<String> categories(com.rometools.rome.feed.rss.Item item, Element element) {
    return Stream.concat(
            item.getCategories().stream().map(Category::getValue),
            RomeElements.texts(element, "dc:subject"))
        .map(PlainText::of)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static List<Item.Enclosure> enclosures(Element element) {
    return RomeElements.children(element, "enclosure")
        .filter(enclosure -> RomeElements.given(enclosure.getAttributeValue("url")) != null)
        .map(
            enclosure ->
                new Item.Enclosure(
                    enclosure.getAttributeValue("url").strip(),
                    RomeElements.given(enclosure.getAttributeValue("type")),
                    RomeElements.length(enclosure.getAttributeValue("length"))))
        .toList();
  }

  private static Item.@Nullable Image picture(List<Item.Enclosure> enclosures) {
    return enclosures.stream()
        .filter(enclosure -> enclosure.type() != null && enclosure.type().startsWith("image/"))
        .map(enclosure -> new Item.Image(enclosure.url(), null))
        .findFirst()
        .orElse(null);
  }
}
