package org.courant.subscriber;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.courant.message.MailAddress;
import org.courant.publication.Section;
import org.courant.publication.Sections;
import org.jspecify.annotations.Nullable;

/// Which column of a file of readers holds what, and how a row is read by them.
///
/// @param places where each known column stands
/// @param width how many columns the header has
/// @param unknown names of columns that mean nothing here
record ReaderColumns(Map<Column, Integer> places, int width, List<String> unknown) {
  private static final int LONGEST_NAME = 200;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  enum Column {
    ADDRESS,
    NAME,
    LANGUAGE,
    ZONE,
    TOPICS,
    JOINED
  }

  /// A row is refused; the message says why.
  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    Unfit(String message) {
      super(message, null, false, false);
    }
  }

  static ReaderColumns of(List<String> header) {
    var places = new EnumMap<Column, Integer>(Column.class);
    var unknown = new ArrayList<String>();
    for (int place = 0; place < header.size(); place++) {
      String name = header.get(place).strip();
      Optional<Column> column = column(name);
      if (column.isEmpty()) {
        unknown.add(shown(name));
      } else if (places.putIfAbsent(column.get(), place) != null) {
        throw new UnusableFile("its header has the column \"%s\" twice".formatted(shown(name)));
      }
    }
    if (!places.containsKey(Column.ADDRESS)) {
      throw new UnusableFile(
          "its first line names no column \"address\" (or \"email\"); it names: "
              + String.join(", ", unknown));
    }
    return new ReaderColumns(places, header.size(), List.copyOf(unknown));
  }

  private static Optional<Column> column(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "address", "email", "e-mail", "mail" -> Optional.of(Column.ADDRESS);
      case "name" -> Optional.of(Column.NAME);
      case "language" -> Optional.of(Column.LANGUAGE);
      case "zone", "timezone" -> Optional.of(Column.ZONE);
      case "topics" -> Optional.of(Column.TOPICS);
      case "joined" -> Optional.of(Column.JOINED);
      default -> Optional.empty();
    };
  }

  ReaderRow read(long line, List<String> fields, Sections sections) {
    String written = field(fields, Column.ADDRESS);
    try {
      if (fields.size() != width) {
        throw new Unfit(
            "fields in the row: %d, in the first line: %d".formatted(fields.size(), width));
      }
      return new ReaderRow.Usable(
          line,
          address(written),
          name(field(fields, Column.NAME)),
          language(field(fields, Column.LANGUAGE)),
          zone(field(fields, Column.ZONE)),
          topics(field(fields, Column.TOPICS), sections),
          joined(field(fields, Column.JOINED)));
    } catch (Unfit e) {
      return new ReaderRow.Refused(line, shown(written), String.valueOf(e.getMessage()));
    }
  }

  private String field(List<String> fields, Column column) {
    int place = places.getOrDefault(column, fields.size());
    return place < fields.size() ? fields.get(place).strip() : "";
  }

  private static MailAddress address(String written) throws Unfit {
    if (written.isEmpty()) {
      throw new Unfit("the address is empty");
    }
    try {
      return MailAddress.parse(written);
    } catch (IllegalArgumentException e) {
      throw new Unfit(String.valueOf(e.getMessage()).replaceAll("\\.$", ""));
    }
  }

  private static @Nullable String name(String written) throws Unfit {
    if (written.indexOf('\n') >= 0 || written.indexOf('\r') >= 0) {
      throw new Unfit("the name has a line break in it");
    }
    if (CONTROL.matcher(written).find()) {
      throw new Unfit("the name has a control character in it");
    }
    if (written.length() > LONGEST_NAME) {
      throw new Unfit("the name is longer than %d characters".formatted(LONGEST_NAME));
    }
    return written.isEmpty() ? null : written;
  }

  private static @Nullable String language(String written) throws Unfit {
    if (written.isEmpty()) {
      return null;
    }
    try {
      return new Locale.Builder().setLanguageTag(written.replace('_', '-')).build().toLanguageTag();
    } catch (IllformedLocaleException _) {
      throw new Unfit("\"%s\" is no language tag such as en or pt-BR".formatted(shown(written)));
    }
  }

  private static @Nullable String zone(String written) throws Unfit {
    if (written.isEmpty()) {
      return null;
    }
    try {
      return ZoneId.of(written).getId();
    } catch (DateTimeException _) {
      throw new Unfit("\"%s\" is no time zone such as Europe/Paris".formatted(shown(written)));
    }
  }

  private static List<String> topics(String written, Sections sections) throws Unfit {
    var slugs = new java.util.TreeSet<String>();
    for (String topic : written.split("[;|]", -1)) {
      if (!topic.isBlank()) {
        slugs.add(
            sections
                .named(topic)
                .map(Section::slug)
                .orElseThrow(() -> unknownTopic(topic, sections)));
      }
    }
    return List.copyOf(slugs);
  }

  private static Unfit unknownTopic(String topic, Sections sections) {
    return new Unfit(
        "\"%s\" is no topic here; known are: %s"
            .formatted(
                shown(topic.strip()),
                String.join(", ", sections.active().stream().map(Section::slug).toList())));
  }

  private static @Nullable Instant joined(String written) throws Unfit {
    if (written.isEmpty()) {
      return null;
    }
    try {
      return written.length() == 10
          ? LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException _) {
      throw new Unfit(
          "\"%s\" is no date such as 2026-05-31 or 2026-05-31T08:00:00Z".formatted(shown(written)));
    }
  }

  /// Nothing in a file reaches a terminal as a control character, and nothing long.
  static String shown(String text) {
    String clean = CONTROL.matcher(text).replaceAll("?");
    return clean.codePointCount(0, clean.length()) <= 60
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, 59)) + "…";
  }
}
