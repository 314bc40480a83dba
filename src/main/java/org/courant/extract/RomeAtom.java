package org.courant.extract;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.synd.SyndPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/// Atom 1.0 (RFC 4287) and 0.3.
final class RomeAtom {

  private final Feed feed;
  private final Element root;
  private final List<String> warnings;

  RomeAtom(Feed feed, Element root, List<String> warnings) {
    this.feed = feed;
    this.root = root;
    this.warnings = warnings;
  }

  Document document(List<Element> elements) {
    var items = new ArrayList<Item>();
    for (var i = 0; i < elements.size(); i++) {
      items.add(item(feed.getEntries().get(i), elements.get(i), "entry " + (i + 1)));
    }
    return new Document(
        RomeElements.given(feed.getId()),
        title(feed.getTitleEx()),
        alternate(feed.getAlternateLinks()),
        RomeElements.language(root),
        title(feed.getSubtitle() == null ? feed.getTagline() : feed.getSubtitle()),
        RomeElements.date(root, "feed", warnings, "updated", "modified"),
        items,
        warnings,
        Optional.empty());
  }

  private Item item(Entry entry, Element element, String place) {
    var published =
        RomeElements.date(element, place, warnings, "published", "issued", "created", "pubDate");
    var updated = RomeElements.date(element, place, warnings, "updated", "modified");
    return new Item(
        RomeElements.given(entry.getId()),
        alternate(entry.getAlternateLinks()),
        title(entry.getTitleEx()),
        text(entry.getSummary()),
        entry.getSummary() == null || isPlain(entry.getSummary()),
        entry.getContents().stream()
            .map(RomeAtom::html)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        published,
        updated,
        authors(entry),
        categories(entry),
        RomeElements.image(element),
        enclosures(entry),
        RomeElements.language(element),
        null,
        null,
        false,
        false,
        place);
  }

  /// The page a person reads, never the feed itself.
  private static @Nullable String alternate(List<Link> links) {
    return links.stream()
        .filter(link -> link.getRel() == null || link.getRel().equals("alternate"))
        .sorted((a, b) -> Boolean.compare(isPage(b), isPage(a)))
        .map(link -> RomeElements.given(link.getHrefResolved()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static boolean isPage(Link link) {
    return link.getType() == null || link.getType().contains("html");
  }

  private static @Nullable String title(@Nullable Content content) {
    if (content == null || content.getValue() == null) {
      return null;
    }
    var spaced = content.getValue().replaceAll("\\s+", " ").strip();
    if (!isPlain(content)) {
      return PlainText.of(spaced);
    }
    return spaced.isEmpty() ? null : spaced;
  }

  /// Text becomes HTML; any other type is HTML already, or XHTML that Rome has written out.
  private static @Nullable String html(@Nullable Content content) {
    if (content == null || content.getValue() == null || content.getValue().isBlank()) {
      return null;
    }
    var value = content.getValue().strip();
    return isPlain(content) ? PlainText.escaped(value) : value;
  }

  private static @Nullable String text(@Nullable Content content) {
    return content == null ? null : RomeElements.given(content.getValue());
  }

  private static boolean isPlain(Content content) {
    var type = content.getType();
    return type == null || type.equals("text") || type.equals("TEXT") || type.equals("text/plain");
  }

  private List<String> authors(Entry entry) {
    var own = entry.getAuthors().isEmpty() ? feed.getAuthors() : entry.getAuthors();
    return own.stream()
        .map(RomeAtom::name)
        .map(PlainText::of)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static @Nullable String name(SyndPerson person) {
    var name = RomeElements.given(person.getName());
    return name == null ? person.getEmail() : name;
  }

  private static List<String> categories(Entry entry) {
    return entry.getCategories().stream()
        .map(RomeAtom::label)
        .map(PlainText::of)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static @Nullable String label(Category category) {
    var label = RomeElements.given(category.getLabel());
    return label == null ? category.getTerm() : label;
  }

  private static List<Item.Enclosure> enclosures(Entry entry) {
    return Stream.concat(entry.getOtherLinks().stream(), entry.getAlternateLinks().stream())
        .filter(link -> "enclosure".equals(link.getRel()))
        .filter(link -> RomeElements.given(link.getHrefResolved()) != null)
        .map(
            link ->
                new Item.Enclosure(
                    link.getHrefResolved().strip(),
                    RomeElements.given(link.getType()),
                    link.getLength() > 0 ? link.getLength() : null))
        .toList();
  }
}
