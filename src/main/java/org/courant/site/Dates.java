package org.courant.site;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;

/// How templates write moments and scripts: in the publication's language and zone.
public final class Dates {
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi");

  private final DateTimeFormatter days;
  private final ZoneId zone;

  Dates(String language, ZoneId zone) {
    this.zone = zone;
    this.days =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(formal(Locale.forLanguageTag(language)))
            .withZone(zone);
  }

  /// The day as a person writes it, such as "20 November 2026".
  public String day(Instant instant) {
    return days.format(instant);
  }

  /// RFC 3339, to the second, in the publication's zone.
  public String iso(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        instant.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
  }

  /// `rtl` or `ltr`, the direction of a language's script.
  public String direction(String language) {
    return RIGHT_TO_LEFT.contains(Locale.forLanguageTag(language).getLanguage()) ? "rtl" : "ltr";
  }

  /// English without a country would be written month first; readers are everywhere.
  private static Locale formal(Locale locale) {
    return locale.equals(Locale.ENGLISH) ? Locale.UK : locale;
  }
}
