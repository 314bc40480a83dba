package org.courant.document;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a document back as a stranger would and says why it may not be published.
///
/// An entry is read once, when it is written. A document that is made of such entries, byte by byte
/// and in order, is read without them; any other is read whole.
final class FeedGate {
  private FeedGate() {}

  /// @param content what it must hold
  static Optional<String> refusal(
      FeedFormat format, FeedMetadata feed, FeedContent content, byte[] document) {
    try {
      Refused.unless(
          new HashSet<>(content.uris()).size() == content.articles().size(), "holds one id twice");
      var entries = Entries.of(format, feed, content);
      var around = Around.entries(document, entries, format.separator());
      var read = read(format, around.orElse(document));
      if (around.isPresent() && stand(format, read)) {
        for (var entry : entries) {
          Refused.unless(entry.refusal().isEmpty(), entry.refusal().orElse(""));
        }
      } else {
        checkItems(read(format, document).items(), content.uris());
      }
      HeadCheck.check(format, feed, content, read);
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(format.label() + ": " + e.getMessage());
    }
  }

  /// Whether what is true of the entries by themselves is true of them among what was read.
  private static boolean stand(FeedFormat format, ReadFeed around) throws Refused {
    var alone = read(format, wrapped(format, "").getBytes(StandardCharsets.UTF_8)).spaces();
    return around.items().isEmpty() && around.spaces().entrySet().containsAll(alone.entrySet());
  }

  /// Why no document may hold this entry.
  static Optional<String> refusal(FeedFormat format, String uri, String entry) {
    try {
      var document = wrapped(format, entry).getBytes(StandardCharsets.UTF_8);
      checkItems(read(format, document).items(), List.of(uri));
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static ReadFeed read(FeedFormat format, byte[] document) throws Refused {
    return format == FeedFormat.JSON ? ReadJson.read(document) : ReadXml.read(document);
  }

  /// The namespaces that a head declares, and nothing else of it.
  private static String wrapped(FeedFormat format, String entry) {
    var spaces =
        """
        xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
        xmlns:content="http://purl.org/rss/1.0/modules/content/\"""";
    var media = " xmlns:media=\"http://search.yahoo.com/mrss/\">";
    return switch (format) {
      case RSS -> "<rss " + spaces + media + "<channel>" + entry + "</channel></rss>";
      case ATOM -> "<feed xmlns=\"http://www.w3.org/2005/Atom\"" + media + entry + "</feed>";
      case JSON -> "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[" + entry + "]}";
      case RDF ->
          "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\""
              + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
              + spaces
              + ">"
              + entry
              + "</rdf:RDF>";
    };
  }

  private static void checkItems(List<ReadFeed.Item> items, List<String> expected) throws Refused {
    var ids = new ArrayList<@Nullable String>();
    items.forEach(item -> ids.add(item.id()));
    Refused.unless(
        ids.size() == expected.size(), "holds " + ids.size() + " items, not " + expected.size());
    Refused.unless(new HashSet<>(ids).size() == ids.size(), "holds one id twice");
    Refused.unless(ids.equals(expected), "holds other ids than its articles'");
    for (var item : items) {
      try {
        check(item);
      } catch (Refused e) {
        throw new Refused(item.id() + " " + e.getMessage());
      }
    }
  }

  private static void check(ReadFeed.Item item) throws Refused {
    var html = item.html();
    Refused.unless(present(item.title()), "has no title");
    // What is older than the web has none.
    Refused.unless(
        item.published() == null || dated(item.published()), "has no date that can be read");
    Refused.unless(dated(item.updated()), "has no date of change that can be read");
    Refused.unless(html != null && !html.isBlank(), "has no content");
    for (var address : item.addresses()) {
      absolute(address);
    }
    Markup.check(String.valueOf(html));
  }

  static void absolute(String address) throws Refused {
    Refused.unless(
        Markup.ABSOLUTE.matcher(address).matches(), "holds the address \"" + address + "\"");
  }

  static boolean present(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  static boolean dated(@Nullable String date) {
    if (!present(date)) {
      return false;
    }
    var text = String.valueOf(date);
    try {
      return Character.isDigit(text.charAt(0))
          ? OffsetDateTime.parse(text).getYear() > 0
          : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).getYear() > 0;
    } catch (DateTimeException _) {
      return false;
    }
  }
}
