package org.courant.extract;

import static java.util.Map.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates as feeds and front matter write them: ISO 8601 and W3C-DTF, RFC 822 with its many
/// variations, C's asctime. A date without a zone is UTC; one that no calendar has (31 February) is
/// no date.
public final class Dates {

  private static final String TIME =
      "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{1,2})(?:[.,](?<fraction>\\d+))?)?";
  private static final String ZONE = "(?<zone>[A-Za-z]{1,5}|(?:GMT|UTC?)?[+-]\\d{1,2}:?\\d{0,2})";

  private static final Pattern ISO =
      Pattern.compile(
          "(?<year>\\d{4})(?:[-/]?(?<month>\\d{2})(?:[-/]?(?<day>\\d{2})(?:[Tt\\s]\\s*"
              + TIME
              + "\\s*(?:"
              + ZONE
              + ")?)?)?)?");
  private static final Pattern RFC_822 =
      Pattern.compile(
          "(?:\\p{L}+[.,]*\\s*)?(?<day>\\d{1,2})[\\s-]+(?<month>\\p{L}{3,9})[.,]?[\\s-]+(?<year>\\d{2,4})"
              + "(?:,?\\s+"
              + TIME
              + "\\s*(?<half>[AaPp][Mm])?\\s*(?:"
              + ZONE
              + ")?(?:\\s*\\([^)]*\\))?)?");
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "(?:\\p{L}+[.,]*\\s+)?(?<month>\\p{L}{3,9})\\.?\\s+(?<day>\\d{1,2}),?\\s+(?<year>\\d{4})"
              + "(?:,?\\s+"
              + TIME
              + "\\s*(?<half>[AaPp][Mm])?\\s*(?:"
              + ZONE
              + ")?)?");
  private static final Pattern ASCTIME =
      Pattern.compile(
          "\\p{L}+,?\\s+(?<month>\\p{L}{3,9})\\s+(?<day>\\d{1,2})\\s+"
              + TIME
              + "\\s+(?:"
              + ZONE
              + "\\s+)?(?<year>\\d{4})");

  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          entry("jan", 1),
          entry("feb", 2),
          entry("mar", 3),
          entry("apr", 4),
          entry("may", 5),
          entry("jun", 6),
          entry("jul", 7),
          entry("aug", 8),
          entry("sep", 9),
          entry("oct", 10),
          entry("nov", 11),
          entry("dec", 12));

  /// Names that feeds use; of those that mean several zones the one with most people is taken.
  private static final Map<String, String> ZONES =
      Map.ofEntries(
          entry("EST", "-05:00"),
          entry("EDT", "-04:00"),
          entry("CST", "-06:00"),
          entry("CDT", "-05:00"),
          entry("MST", "-07:00"),
          entry("MDT", "-06:00"),
          entry("PST", "-08:00"),
          entry("PDT", "-07:00"),
          entry("AKST", "-09:00"),
          entry("AKDT", "-08:00"),
          entry("HST", "-10:00"),
          entry("WET", "+00:00"),
          entry("WEST", "+01:00"),
          entry("BST", "+01:00"),
          entry("MET", "+01:00"),
          entry("CET", "+01:00"),
          entry("MEST", "+02:00"),
          entry("CEST", "+02:00"),
          entry("EET", "+02:00"),
          entry("EEST", "+03:00"),
          entry("MSK", "+03:00"),
          entry("IST", "+05:30"),
          entry("JST", "+09:00"),
          entry("KST", "+09:00"),
          entry("AEST", "+10:00"),
          entry("AEDT", "+11:00"),
          entry("NZST", "+12:00"),
          entry("NZDT", "+13:00"));

  private Dates() {}

  public static Optional<Instant> parse(@Nullable String text) {
    if (text == null || text.length() > 100) {
      return Optional.empty();
    }
    var trimmed = text.strip();
    for (var pattern : new Pattern[] {ISO, RFC_822, MONTH_FIRST, ASCTIME}) {
      var matcher = pattern.matcher(trimmed);
      if (matcher.matches()) {
        return instant(matcher);
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> instant(Matcher date) {
    try {
      var hour = hour(date);
      var midnightAfter = hour == 24;
      var local =
          LocalDateTime.of(
              year(group(date, "year")),
              month(group(date, "month")),
              number(group(date, "day"), 1),
              midnightAfter ? 0 : hour,
              number(group(date, "minute"), 0),
              // A leap second is the second before it.
              Math.min(number(group(date, "second"), 0), 59),
              nanos(group(date, "fraction")));
      var whole = midnightAfter ? local.plusDays(1) : local;
      return Optional.of(whole.toInstant(zone(group(date, "zone"))));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static @Nullable String group(Matcher matcher, String name) {
    return matcher.namedGroups().containsKey(name) ? matcher.group(name) : null;
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static int year(@Nullable String digits) {
    var year = number(digits, 0);
    if (digits == null || digits.length() > 2) {
      return year;
    }
    return year < 70 ? 2000 + year : 1900 + year;
  }

  private static int month(@Nullable String text) {
    if (text == null) {
      return 1;
    }
    if (Character.isDigit(text.charAt(0))) {
      return Integer.parseInt(text);
    }
    return MONTHS.getOrDefault(text.substring(0, 3).toLowerCase(Locale.ROOT), 0);
  }

  private static int hour(Matcher date) {
    var hour = number(group(date, "hour"), 0);
    var half = group(date, "half");
    if (half == null || hour > 12) {
      return hour;
    }
    return hour % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0);
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }

  private static ZoneOffset zone(@Nullable String text) {
    if (text == null) {
      return ZoneOffset.UTC;
    }
    var zone = text.toUpperCase(Locale.ROOT).replaceFirst("^(GMT|UTC?)(?=[+-])", "");
    if (!zone.startsWith("+") && !zone.startsWith("-")) {
      return ZoneOffset.of(ZONES.getOrDefault(zone, "Z"));
    }
    var digits = zone.substring(1).replace(":", "");
    var hours = digits.length() > 2 ? digits.substring(0, digits.length() - 2) : digits;
    var minutes = digits.length() > 2 ? digits.substring(digits.length() - 2) : "0";
    var sign = zone.charAt(0) == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(
        sign * Integer.parseInt(hours), sign * Integer.parseInt(minutes));
  }
}
