package org.courant.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/// The W3C feed validator's rules for dates.
final class DateRules {
  private static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final String DAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
  private static final String MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
  private static final Pattern RFC_822 =
      Pattern.compile(
          DAY + ", \\d\\d? " + MONTH + " \\d{4} \\d\\d:\\d\\d(:\\d\\d)? ([+-]\\d\\d[03]0|GMT)");

  /// What RFC 822 lets pass and readers stumble over: years of two digits, old names of zones.
  private static final Pattern LOOSE =
      Pattern.compile(
          "(?i)("
              + DAY
              + "\\s*,\\s*)?\\d\\d?\\s+"
              + MONTH
              + "\\s+\\d\\d(\\d\\d)?\\s+\\d\\d:\\d\\d(:\\d\\d)?\\s+([+-]\\d{4}|UT|[ECMP][SD]T|[A-IK-Z])?");

  private static final Pattern RFC_3339 =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d*)?(Z|[+-]\\d\\d:\\d\\d)");

  private DateRules() {}

  static Optional<String> rfc822(String date, Instant now) {
    if (!RFC_822.matcher(date).matches()) {
      boolean loose = LOOSE.matcher(date).matches();
      return Optional.of((loose ? "ProblematicalRFC822Date " : "InvalidRFC2822Date ") + date);
    }
    try {
      return plausible(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(), now);
    } catch (DateTimeException _) {
      return Optional.of("IncorrectDOW " + date);
    }
  }

  static Optional<String> rfc3339(String date, Instant now) {
    return timed("InvalidRFC3339Date ", date, now);
  }

  /// Courant writes what RFC 3339 wants here too, although a day alone would do.
  static Optional<String> w3c(String date, Instant now) {
    return timed("InvalidW3CDTFDate ", date, now);
  }

  private static Optional<String> timed(String rule, String date, Instant now) {
    if (!RFC_3339.matcher(date).matches()) {
      return Optional.of(rule + date);
    }
    try {
      return plausible(OffsetDateTime.parse(date).toInstant(), now);
    } catch (DateTimeException _) {
      return Optional.of(rule + date);
    }
  }

  private static Optional<String> plausible(Instant date, Instant now) {
    boolean plausible = date.isBefore(now.plusSeconds(600)) && !date.isBefore(OLDEST);
    return plausible ? Optional.empty() : Optional.of("ImplausibleDate " + date);
  }
}
