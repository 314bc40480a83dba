package org.courant.extract;

import static org.courant.extract.Vocabulary.ATOM;
import static org.courant.extract.Vocabulary.DC;
import static org.courant.extract.Vocabulary.MEDIA;
import static org.courant.extract.Vocabulary.RSS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.courant.extract.FeedElements.Field;
import org.jspecify.annotations.Nullable;

/// Atom 1.0 (RFC 4287) and 0.3. Its elements are also read where they stand in RSS.
final class AtomReader {

  private static final Field[] PUBLISHED = {
    new Field(ATOM, "published"), new Field(ATOM, "issued"), new Field(ATOM, "created"),
    new Field(DC, "date"), new Field(RSS, "pubDate"), new Field(ATOM, "pubDate")
  };
  private static final Field[] UPDATED = {new Field(ATOM, "updated"), new Field(ATOM, "modified")};

  private final XmlElement feed;
  private final List<String> warnings;

  AtomReader(XmlElement feed, List<String> warnings) {
    this.feed = feed;
    this.warnings = warnings;
  }

  Document document(List<XmlElement> entries) {
    var items = new ArrayList<Item>();
    for (var entry : entries) {
      items.add(item(entry, "entry " + (items.size() + 1)));
    }
    var title = AtomText.of(feed.child(ATOM, "title"));
    var subtitle = AtomText.of(feed.child(ATOM, "subtitle"));
    var tagline = subtitle == null ? AtomText.of(feed.child(ATOM, "tagline")) : subtitle;
    return new Document(
        FeedElements.text(feed, new Field(ATOM, "id")),
        title == null ? null : title.line(),
        alternate(feed),
        FeedElements.language(feed),
        tagline == null ? null : tagline.line(),
        FeedElements.date(feed, "feed", warnings, UPDATED),
        items,
        warnings,
        true,
        Optional.empty(),
        new Document.Written(value(title), value(tagline)));
  }

  private static @Nullable String value(@Nullable AtomText text) {
    return text == null ? null : PlainText.spaced(text.value());
  }

  private Item item(XmlElement entry, String place) {
    var title = title(entry);
    var summary = summary(entry);
    var content = content(entry);
    var authors = authors(entry);
    var categories = categories(entry);
    return new Item(
        FeedElements.text(entry, new Field(ATOM, "id")),
        alternate(entry),
        title == null ? null : title.line(),
        summary == null ? null : summary.value(),
        summary == null || summary.plain(),
        content,
        FeedElements.date(entry, place, warnings, PUBLISHED),
        FeedElements.date(entry, place, warnings, UPDATED),
        PlainText.lines(authors),
        PlainText.lines(categories),
        FeedElements.image(entry),
        enclosures(entry),
        FeedElements.language(entry),
        null,
        null,
        false,
        false,
        place,
        new Item.Written(value(title), authors, categories));
  }

  private static @Nullable AtomText title(XmlElement entry) {
    var title = AtomText.of(entry.child(ATOM, "title"));
    return title == null ? AtomText.of(inMedia(entry, "title")) : title;
  }

  /// Videos have no summary but what Media RSS says of them.
  private static @Nullable AtomText summary(XmlElement entry) {
    var summary = AtomText.of(entry.child(ATOM, "summary"));
    return summary == null ? AtomText.of(inMedia(entry, "description")) : summary;
  }

  private static @Nullable XmlElement inMedia(XmlElement entry, String name) {
    var group = entry.child(MEDIA, "group");
    var own = entry.child(MEDIA, name);
    return own == null && group != null ? group.child(MEDIA, name) : own;
  }

  /// The first content that holds something.
  static @Nullable String content(XmlElement entry) {
    return entry.children(ATOM, "content").stream()
        .map(AtomText::of)
        .filter(Objects::nonNull)
        .map(AtomText::html)
        .findFirst()
        .orElse(null);
  }

  /// The page a person reads, never the feed itself.
  static @Nullable String alternate(XmlElement parent) {
    var links = parent.children(ATOM, "link");
    return links.stream()
        .filter(link -> relation(link).equals("alternate") && link.attribute("href") != null)
        .sorted((a, b) -> Boolean.compare(isPage(b), isPage(a)))
        .map(link -> XmlLinks.resolved(link, link.attribute("href", "")))
        .findFirst()
        .orElse(null);
  }

  /// A relation may be spelled as its address in the registry (RFC 4287, section 4.2.7.2).
  private static String relation(XmlElement link) {
    var relation = link.attribute("rel", "alternate").toLowerCase(Locale.ROOT);
    return relation.substring(relation.lastIndexOf('/') + 1);
  }

  private static boolean isPage(XmlElement link) {
    return link.attribute("type", "text/html").contains("html");
  }

  /// The entry's own, its source's, the feed's (RFC 4287, section 4.2.1).
  private List<String> authors(XmlElement entry) {
    var source = entry.child(ATOM, "source");
    return Stream.of(Optional.of(entry), Optional.ofNullable(source), Optional.of(feed))
        .flatMap(Optional::stream)
        .map(AtomReader::people)
        .filter(people -> !people.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  static List<String> people(XmlElement parent) {
    var people =
        parent.children(ATOM, "author").stream()
            .map(
                author ->
                    author.child(ATOM, "name") == null && author.child(ATOM, "email") == null
                        ? author.value()
                        : FeedElements.text(
                            author, new Field(ATOM, "name"), new Field(ATOM, "email")))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return people.isEmpty() ? FeedElements.texts(parent, DC, "creator") : people;
  }

  static List<String> categories(XmlElement parent) {
    return Stream.concat(
            parent.children(ATOM, "category").stream()
                .map(category -> category.attribute("label", category.attribute("term", "")))
                .filter(label -> !label.isEmpty()),
            FeedElements.texts(parent, DC, "subject").stream())
        .distinct()
        .toList();
  }

  static List<Item.Enclosure> enclosures(XmlElement entry) {
    var linked =
        entry.children(ATOM, "link").stream()
            .filter(link -> relation(link).equals("enclosure") && link.attribute("href") != null)
            .map(link -> FeedElements.enclosure(link, link.attribute("href", ""), "length"))
            .toList();
    return linked.isEmpty() ? FeedElements.mediaFiles(entry) : linked;
  }
}
