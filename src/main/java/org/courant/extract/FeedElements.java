package org.courant.extract;

import static org.courant.extract.Vocabulary.DC;
import static org.courant.extract.Vocabulary.ITUNES;
import static org.courant.extract.Vocabulary.MEDIA;
import static org.courant.extract.Vocabulary.RSS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is read alike in RSS and in Atom.
final class FeedElements {

  /// `user@host (Name)` as RSS asks for, and what people write instead.
  private static final Pattern NAMED_MAIL =
      Pattern.compile(
          "(?:mailto:)?\\S+@\\S+\\s*\\((?<name>[^()]+)\\)|(?<named>[^<(@]+)[<(]\\S+@\\S+[>)]");

  /// The pattern's time grows with the square of what it looks at.
  private static final int LONGEST_NAME = 300;

  private FeedElements() {}

  /// A field by its vocabulary and its name.
  record Field(Vocabulary vocabulary, String name) {}

  /// The text of the first of these fields that has one.
  static @Nullable String text(XmlElement parent, Field... fields) {
    for (var field : fields) {
      for (var child : parent.children(field.vocabulary, field.name)) {
        var text = child.value();
        if (text != null) {
          return text;
        }
      }
    }
    return null;
  }

  static List<String> texts(XmlElement parent, Vocabulary vocabulary, String name) {
    return parent.children(vocabulary, name).stream()
        .map(XmlElement::value)
        .filter(Objects::nonNull)
        .toList();
  }

  /// The first of these dates that is one; a text that is none is warned of.
  static @Nullable Instant date(
      XmlElement parent, String place, List<String> warnings, Field... fields) {
    for (var field : fields) {
      var text = text(parent, field);
      if (text == null) {
        continue;
      }
      var date = Dates.parse(text);
      if (date.isPresent()) {
        return date.get();
      }
      var shown = text.substring(0, Math.min(text.length(), 60));
      FeedReader.warn(
          warnings, place, "`%s` in <%s> is no date and is left out".formatted(shown, field.name));
    }
    return null;
  }

  static @Nullable String language(XmlElement element) {
    var language = element.attribute("xml:lang");
    return language == null ? text(element, new Field(DC, "language")) : language;
  }

  /// The picture named first: a media:content that is one, media:thumbnail, itunes:image, image.
  static Item.@Nullable Image image(XmlElement item) {
    var media =
        Stream.concat(Stream.of(item), item.children(MEDIA, "group").stream())
            .flatMap(FeedElements::pictures);
    var others =
        Stream.concat(
            item.children(ITUNES, "image").stream(), item.children(RSS, "image").stream());
    return Stream.concat(media, others)
        .map(FeedElements::picture)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Stream<XmlElement> pictures(XmlElement parent) {
    var contents = parent.children(MEDIA, "content");
    return Stream.of(
            contents.stream().filter(FeedElements::isPicture),
            parent.children(MEDIA, "thumbnail").stream(),
            contents.stream().flatMap(content -> content.children(MEDIA, "thumbnail").stream()))
        .flatMap(found -> found);
  }

  private static boolean isPicture(XmlElement content) {
    return content.attribute("medium", "").equals("image")
        || content.attribute("type", "").startsWith("image/");
  }

  private static Item.@Nullable Image picture(XmlElement element) {
    var named = element.attribute("url", element.attribute("href", ""));
    var url = named.isEmpty() ? text(element, new Field(RSS, "url")) : named;
    return url == null
        ? null
        : new Item.Image(
            XmlLinks.resolved(element, url), text(element, new Field(MEDIA, "description")));
  }

  /// A picture among the enclosures.
  static Item.@Nullable Image picture(List<Item.Enclosure> enclosures) {
    return enclosures.stream()
        .filter(enclosure -> enclosure.type() != null && enclosure.type().startsWith("image/"))
        .map(enclosure -> new Item.Image(enclosure.url(), null))
        .findFirst()
        .orElse(null);
  }

  /// Files that Media RSS names and that are no pictures.
  static List<Item.Enclosure> mediaFiles(XmlElement item) {
    var files = new ArrayList<Item.Enclosure>();
    var parents = new ArrayList<>(item.children(MEDIA, "group"));
    parents.addFirst(item);
    for (var parent : parents) {
      for (var content : parent.children(MEDIA, "content")) {
        var url = content.attribute("url");
        if (url != null && isRecording(content)) {
          files.add(enclosure(content, url, "fileSize"));
        }
      }
    }
    return files;
  }

  private static boolean isRecording(XmlElement content) {
    return content.attribute("medium", "").matches("audio|video")
        || content.attribute("type", "").matches("(audio|video)/.*");
  }

  static Item.Enclosure enclosure(XmlElement element, String url, String length) {
    return new Item.Enclosure(
        XmlLinks.resolved(element, url),
        element.attribute("type"),
        length(element.attribute(length)),
        Durations.seconds(element.attribute("duration")));
  }

  /// `itunes:duration` is the item's and so that of its first recording; Media RSS tells it of a
  /// file.
  static List<Item.Enclosure> played(XmlElement item, List<Item.Enclosure> enclosures) {
    var first = enclosures.stream().filter(Item.Enclosure::plays).findFirst();
    if (first.isEmpty() || first.get().seconds() != null) {
      return enclosures;
    }
    var told = Durations.seconds(text(item, new Field(ITUNES, "duration")));
    var time = told == null ? playingTime(item, first.get().url()) : told;
    return time == null
        ? enclosures
        : enclosures.stream()
            .map(file -> file.equals(first.get()) ? file.playing(time) : file)
            .toList();
  }

  private static @Nullable Long playingTime(XmlElement item, String url) {
    for (var file : mediaFiles(item)) {
      if (file.url().equals(url) && file.seconds() != null) {
        return file.seconds();
      }
    }
    return null;
  }

  static List<String> credits(XmlElement item) {
    return item.children(MEDIA, "credit").stream()
        .filter(credit -> credit.attribute("role", "author").matches("(?i)author|writer"))
        .map(XmlElement::value)
        .filter(Objects::nonNull)
        .map(FeedElements::name)
        .toList();
  }

  /// People, without the mail addresses beside their names.
  static List<String> names(List<String> authors) {
    return authors.stream().map(FeedElements::name).distinct().toList();
  }

  private static String name(String author) {
    if (author.length() > LONGEST_NAME || author.indexOf('@') < 0) {
      return PlainText.spaced(author);
    }
    var mail = NAMED_MAIL.matcher(author);
    if (!mail.matches()) {
      return PlainText.spaced(author);
    }
    var name = mail.group("name") == null ? mail.group("named") : mail.group("name");
    return PlainText.spaced(name);
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
