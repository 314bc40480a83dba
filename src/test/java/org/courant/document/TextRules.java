package org.courant.document;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The W3C feed validator's rules for addresses, dates and other short values.
final class TextRules {
  private static final Pattern ADDRESS =
      Pattern.compile("[a-zA-Z][0-9a-zA-Z+\\-.]*:(//)?[0-9a-zA-Z;/?:@&=+$.\\-_!~*'()%,#]+");
  private static final Pattern TAG =
      Pattern.compile(
          "tag:([a-z0-9\\-._]+?@)?[a-z0-9.\\-]+?,\\d{4}(-\\d{2}(-\\d{2})?)?:[0-9a-zA-Z;/?:@&=+$.\\-_!~*'()%,]*(#.*)?");
  private static final Pattern RFC_822 =
      Pattern.compile(
          "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} \\d\\d:\\d\\d(:\\d\\d)? ([+-]\\d{4}|GMT)");
  private static final Pattern RFC_3339 =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d*)?(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern CONTACT =
      Pattern.compile("[\\w+.'-]+@([A-Za-z0-9-]+\\.)+[A-Za-z0-9-]+ \\([^()\\\\]+\\)");
  private static final List<String> LANGUAGES = List.of(Locale.getISOLanguages());

  private TextRules() {}

  static Optional<String> address(String value) {
    if (value.startsWith("tag:")) {
      return TAG.matcher(value).matches() ? Optional.empty() : Optional.of("InvalidTAG " + value);
    }
    if (!ADDRESS.matcher(value).matches()) {
      boolean ascii = value.chars().allMatch(c -> c < 128);
      return Optional.of((ascii ? "InvalidUriChar " : "UriNotIri ") + value);
    }
    return value.matches("https?://[^/].*")
        ? Optional.empty()
        : Optional.of("InvalidLink " + value);
  }

  static Optional<String> canonical(String id) {
    var scheme = id.substring(0, id.indexOf(':') + 1);
    boolean same =
        URI.create(id).normalize().toString().equals(id)
            && scheme.equals(scheme.toLowerCase(Locale.ROOT))
            && !Pattern.compile("%([0-9A-F][a-f]|[a-f][0-9A-Fa-f])").matcher(id).find();
    return same ? Optional.empty() : Optional.of("NonCanonicalURI " + id);
  }

  static Optional<String> rfc822(String date, Instant now) {
    if (!RFC_822.matcher(date).matches()) {
      return Optional.of("InvalidRFC2822Date " + date);
    }
    try {
      return plausible(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(), now);
    } catch (DateTimeException _) {
      return Optional.of("IncorrectDOW " + date);
    }
  }

  static Optional<String> rfc3339(String date, Instant now) {
    if (!RFC_3339.matcher(date).matches()) {
      return Optional.of("InvalidRFC3339Date " + date);
    }
    return plausible(OffsetDateTime.parse(date).toInstant(), now);
  }

  private static Optional<String> plausible(Instant date, Instant now) {
    boolean plausible =
        date.isBefore(now.plusSeconds(600)) && date.isAfter(Instant.parse("1990-01-01T00:00:00Z"));
    return plausible ? Optional.empty() : Optional.of("ImplausibleDate " + date);
  }

  /// Two letters of ISO 639, or three, of which Java has no list.
  static Optional<String> language(String tag) {
    var first = tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
    return first.matches("[a-z]{3}") || LANGUAGES.contains(first)
        ? Optional.empty()
        : Optional.of("InvalidLanguage " + tag);
  }

  static Optional<String> contact(String value) {
    return CONTACT.matcher(value).matches()
        ? Optional.empty()
        : Optional.of("EmailFormat " + value);
  }

  static Optional<String> characters(String text) {
    return text.chars().anyMatch(c -> (c >= 0x80 && c <= 0x9F) || c == 0xFFFD)
        ? Optional.of("BadCharacters " + text)
        : Optional.empty();
  }
}
