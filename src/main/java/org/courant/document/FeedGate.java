package org.courant.document;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// Reads a document back as a stranger would and says why it may not be published.
final class FeedGate {
  private static final Pattern ABSOLUTE = Pattern.compile("https?://[^/\\s]+.*");
  private static final Pattern ABSOLUTE_OR_MAIL = Pattern.compile("(https?://[^/\\s]+|mailto:).*");

  private FeedGate() {}

  /// What was read of a feed; null where a field is missing.
  record Read(@Nullable String title, List<String> addresses, List<ReadItem> items) {}

  /// What was read of an item.
  ///
  /// @param updated in RFC 3339, or null where the format has none
  record ReadItem(
      @Nullable String id,
      @Nullable String title,
      @Nullable String published,
      @Nullable String updated,
      @Nullable String html) {}

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /// @param expected the ids it must hold, in order
  static Optional<String> refusal(FeedFormat format, byte[] document, List<String> expected) {
    try {
      var read = format == FeedFormat.JSON ? ReadBack.json(document) : ReadBack.xml(document);
      check(read, expected);
      return Optional.empty();
    } catch (UnreadableFeed e) {
      return Optional.of(format.label() + ": " + e.getMessage());
    } catch (Refused e) {
      return Optional.of(format.label() + ": " + e.getMessage());
    }
  }

  private static void check(Read read, List<String> expected) throws Refused {
    require(present(read.title()), "has no title");
    var ids = read.items().stream().map(ReadItem::id).toList();
    require(
        ids.size() == expected.size(), "holds " + ids.size() + " items, not " + expected.size());
    require(new HashSet<>(ids).size() == ids.size(), "holds one id twice");
    require(ids.equals(expected), "holds other ids than its articles'");
    for (var address : read.addresses()) {
      require(ABSOLUTE.matcher(address).matches(), "holds the address \"" + address + "\"");
    }
    for (var item : read.items()) {
      check(item);
    }
  }

  private static void check(ReadItem item) throws Refused {
    require(present(item.title()), item.id() + " has no title");
    require(dated(item.published()), item.id() + " has no date that can be read");
    require(dated(item.updated()), item.id() + " has no date of change that can be read");
    require(present(item.html()), item.id() + " has no content");
    var body = Jsoup.parseBodyFragment(String.valueOf(item.html())).body();
    for (var element : body.select("[href], [src]")) {
      var address = element.hasAttr("href") ? element.attr("href") : element.attr("src");
      require(
          ABSOLUTE_OR_MAIL.matcher(address).matches(),
          item.id() + " holds the address \"" + address + "\"");
    }
  }

  private static boolean present(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  private static boolean dated(@Nullable String date) {
    if (date == null) {
      return false;
    }
    try {
      return Character.isDigit(date.charAt(0))
          ? OffsetDateTime.parse(date).getYear() > 0
          : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).getYear() > 0;
    } catch (DateTimeException | StringIndexOutOfBoundsException _) {
      return false;
    }
  }

  private static void require(boolean met, String otherwise) throws Refused {
    if (!met) {
      throw new Refused(otherwise);
    }
  }
}
