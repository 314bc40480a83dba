package org.courant.smtp;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A relay's reply of one or more lines, read: code, enhanced status code (RFC 2034) and text.
record Reply(int code, @Nullable String enhanced, String text) {
  private static final Pattern ENHANCED = Pattern.compile("([245])\\.\\d{1,3}\\.\\d{1,3}(?=\\s|$)");
  private static final int LONGEST = 500;

  static Reply read(int code, String lines) {
    String enhanced = null;
    for (var line : lines.lines().toList()) {
      var matcher = ENHANCED.matcher(rest(line));
      if (enhanced == null && matcher.lookingAt() && matcher.group(1).equals(first(code))) {
        enhanced = matcher.group();
      }
    }
    return new Reply(code, enhanced, text(lines));
  }

  private static String first(int code) {
    return String.valueOf(code / 100);
  }

  private static String rest(String line) {
    return line.length() > 4 ? line.substring(4) : "";
  }

  private static String text(String lines) {
    var text =
        lines
            .lines()
            .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining(" / "));
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
