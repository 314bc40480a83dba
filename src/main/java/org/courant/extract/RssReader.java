package org.courant.extract;

import static org.courant.extract.Vocabulary.ATOM;
import static org.courant.extract.Vocabulary.CONTENT;
import static org.courant.extract.Vocabulary.DC;
import static org.courant.extract.Vocabulary.FEEDBURNER;
import static org.courant.extract.Vocabulary.ITUNES;
import static org.courant.extract.Vocabulary.MEDIA;
import static org.courant.extract.Vocabulary.RSS;
import static org.courant.extract.Vocabulary.SYNDICATION;
import static org.courant.extract.Vocabulary.XHTML;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.courant.extract.FeedElements.Field;
import org.jspecify.annotations.Nullable;

/// RSS of every version, and RDF, with what other vocabularies say where RSS says nothing.
final class RssReader {

  private static final Field[] TITLE = {
    new Field(RSS, "title"),
    new Field(DC, "title"),
    new Field(ITUNES, "title"),
    new Field(MEDIA, "title")
  };
  private static final Field[] FEED_DESCRIPTION = {
    new Field(RSS, "description"),
    new Field(DC, "description"),
    new Field(ITUNES, "summary"),
    new Field(ITUNES, "subtitle"),
    new Field(ATOM, "subtitle")
  };
  private static final Field[] SUMMARY = {
    new Field(RSS, "description"), new Field(DC, "description"), new Field(ITUNES, "summary")
  };
  private static final Field[] LESSER_SUMMARY = {
    new Field(ITUNES, "subtitle"), new Field(MEDIA, "description")
  };
  private static final Field[] FEED_UPDATED = {
    new Field(RSS, "lastBuildDate"),
    new Field(RSS, "pubDate"),
    new Field(DC, "date"),
    new Field(ATOM, "updated")
  };
  private static final Field[] PUBLISHED = {
    new Field(RSS, "pubDate"), new Field(DC, "issued"), new Field(DC, "date"),
    new Field(ATOM, "published"), new Field(ATOM, "issued"), new Field(RSS, "published")
  };
  private static final Field[] UPDATED = {
    new Field(DC, "modified"), new Field(ATOM, "updated"), new Field(ATOM, "modified"),
    new Field(RSS, "updated"), new Field(RSS, "lastBuildDate"), new Field(DC, "date")
  };

  private final XmlElement channel;
  private final List<String> warnings;

  RssReader(XmlElement channel, List<String> warnings) {
    this.channel = channel;
    this.warnings = warnings;
  }

  Document document(List<XmlElement> elements) {
    var items = new ArrayList<Item>();
    for (var element : elements) {
      items.add(item(element, "item " + (items.size() + 1)));
    }
    var language = FeedElements.text(channel, new Field(RSS, "language"));
    var title = FeedElements.text(channel, TITLE);
    var description = FeedElements.text(channel, FEED_DESCRIPTION);
    return new Document(
        id(channel),
        PlainText.of(title),
        link(channel),
        language == null ? FeedElements.language(channel) : language,
        PlainText.of(description),
        FeedElements.date(channel, "feed", warnings, FEED_UPDATED),
        items,
        warnings,
        true,
        interval(),
        new Document.Written(spaced(title), spaced(description)));
  }

  private static @Nullable String spaced(@Nullable String text) {
    return text == null ? null : PlainText.spaced(text);
  }

  /// `ttl` counts minutes; `sy:updatePeriod` is divided by how often in it.
  private Optional<Duration> interval() {
    var minutes = FeedElements.length(FeedElements.text(channel, new Field(RSS, "ttl")));
    if (minutes != null && minutes > 0 && minutes < 10_000_000) {
      return Optional.of(Duration.ofMinutes(minutes));
    }
    var named = FeedElements.text(channel, new Field(SYNDICATION, "updatePeriod"));
    var period =
        switch (named == null ? "" : named.toLowerCase(Locale.ROOT)) {
          case "hourly" -> Duration.ofHours(1);
          case "daily" -> Duration.ofDays(1);
          case "weekly" -> Duration.ofDays(7);
          case "monthly" -> Duration.ofDays(30);
          case "yearly" -> Duration.ofDays(365);
          default -> Duration.ZERO;
        };
    var times =
        FeedElements.length(FeedElements.text(channel, new Field(SYNDICATION, "updateFrequency")));
    return Optional.of(period)
        .filter(Duration::isPositive)
        .map(whole -> whole.dividedBy(times == null || times < 1 ? 1 : times));
  }

  private Item item(XmlElement item, String place) {
    var title = title(item);
    var content = content(item);
    var atomSummary = AtomText.of(item.child(ATOM, "summary"));
    var summary = summary(item, atomSummary);
    var authors = authors(item);
    var categories = categories(item);
    var enclosures = enclosures(item);
    var image = FeedElements.image(item);
    return new Item(
        id(item),
        url(item),
        title.line(),
        summary,
        atomSummary != null && atomSummary.plain() && atomSummary.value().equals(summary),
        content,
        FeedElements.date(item, place, warnings, PUBLISHED),
        FeedElements.date(item, place, warnings, UPDATED),
        PlainText.lines(authors),
        PlainText.lines(categories),
        image == null ? FeedElements.picture(enclosures) : image,
        enclosures,
        FeedElements.language(item),
        null,
        null,
        false,
        false,
        place,
        new Item.Written(PlainText.spaced(title.value()), authors, categories));
  }

  private static AtomText title(XmlElement item) {
    var title = FeedElements.text(item, TITLE);
    var atom = title == null ? AtomText.of(item.child(ATOM, "title")) : null;
    return atom == null ? new AtomText(title == null ? "" : title, false) : atom;
  }

  /// The guid, or the `rdf:about` of RSS 1.0. A link is no id: many items may share it.
  private static @Nullable String id(XmlElement item) {
    var guid = FeedElements.text(item, new Field(RSS, "guid"), new Field(ATOM, "id"));
    return guid == null ? item.attribute("rdf:about") : guid;
  }

  private static @Nullable String summary(XmlElement item, @Nullable AtomText atom) {
    var summary = FeedElements.text(item, SUMMARY);
    if (summary == null && atom != null) {
      return atom.value();
    }
    return summary == null ? FeedElements.text(item, LESSER_SUMMARY) : summary;
  }

  /// The link; where there is none, a guid that does not deny being one.
  private static @Nullable String url(XmlElement item) {
    var original = FeedElements.text(item, new Field(FEEDBURNER, "origLink"));
    var link = original == null ? link(item) : original;
    var guid = item.child(RSS, "guid");
    if (link != null || guid == null || guid.attribute("isPermaLink", "true").equals("false")) {
      return link;
    }
    var value = guid.value();
    return value != null && value.matches("(?i)https?://.*") ? value : null;
  }

  /// Of several the last: what comes later corrects. Some write it as Atom does.
  private static @Nullable String link(XmlElement parent) {
    for (var link : parent.children(RSS, "link").reversed()) {
      var href =
          link.attribute("rel", "alternate").equals("alternate") ? link.attribute("href") : null;
      var address = link.value() == null ? href : link.value();
      if (address != null) {
        return XmlLinks.resolved(link, address);
      }
    }
    return AtomReader.alternate(parent);
  }

  private static @Nullable String content(XmlElement item) {
    return Stream.of(
            item.children(CONTENT, "encoded"),
            item.children(XHTML, "body"),
            item.children(RSS, "body"))
        .flatMap(List::stream)
        .map(body -> body.value() == null ? null : XmlLinks.inHtml(body, body.value()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> AtomReader.content(item));
  }

  /// Of those who are named in several ways the best way: a name before a bare mail address.
  private static List<String> authors(XmlElement item) {
    var authors = FeedElements.names(FeedElements.texts(item, RSS, "author"));
    var named = authors.stream().filter(author -> !author.matches("\\S+@\\S+")).toList();
    return Stream.of(
            FeedElements.names(FeedElements.texts(item, DC, "creator")),
            AtomReader.people(item),
            named,
            FeedElements.names(FeedElements.texts(item, ITUNES, "author")),
            FeedElements.names(FeedElements.texts(item, DC, "author")),
            authors,
            FeedElements.credits(item))
        .filter(people -> !people.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> categories(XmlElement item) {
    var keywords =
        FeedElements.texts(item, ITUNES, "keywords").stream()
            .flatMap(words -> Stream.of(words.split(",")))
            .map(String::strip);
    return Stream.of(
            FeedElements.texts(item, RSS, "category").stream(),
            keywords,
            FeedElements.texts(item, DC, "subject").stream(),
            AtomReader.categories(item).stream())
        .flatMap(found -> found)
        .map(PlainText::spaced)
        .filter(category -> !category.isEmpty())
        .distinct()
        .toList();
  }

  private static List<Item.Enclosure> enclosures(XmlElement item) {
    var own =
        item.children(RSS, "enclosure").stream()
            .filter(enclosure -> enclosure.attribute("url") != null)
            .map(
                enclosure ->
                    FeedElements.enclosure(enclosure, enclosure.attribute("url", ""), "length"))
            .toList();
    return FeedElements.played(item, own.isEmpty() ? AtomReader.enclosures(item) : own);
  }
}
