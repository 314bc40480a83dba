package org.courant.extract;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a recording plays, as podcasts write it.
public final class Durations {
  private static final Pattern CLOCK =
      Pattern.compile("(?:(?:(\\d{1,4}):)?(\\d{1,4}):)?(\\d{1,7})(?:\\.\\d{1,9})?");

  private Durations() {}

  /// Whole seconds of `1:02:03`, `62:03` or `3723.5`; null for anything else, and for nothing.
  public static @Nullable Long seconds(@Nullable String text) {
    var clock = CLOCK.matcher(text == null ? "" : text.strip());
    if (!clock.matches()) {
      return null;
    }
    var seconds =
        (number(clock.group(1)) * 60 + number(clock.group(2))) * 60 + number(clock.group(3));
    return seconds == 0 ? null : seconds;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
