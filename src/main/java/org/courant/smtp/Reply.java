package org.courant.smtp;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A relay's reply of one or more lines, read: code, enhanced status code (RFC 2034) and text.
record Reply(int code, @Nullable String enhanced, String text) {
  /// Some write it as `#5.1.1`.
  private static final Pattern ENHANCED =
      Pattern.compile("#?(([245])\\.\\d{1,3}\\.\\d{1,3})(?![.\\d])");

  /// A relay likes to name the reader. What it says stands in logs and with mailings and domains;
  /// who it was stands in the delivery's own row and transcript.
  private static final Pattern ADDRESS = Pattern.compile("(\"[^\"]*\"|[^\\s<>\"(]+)@[^\\s<>\")]+");

  private static final int LONGEST = 500;

  /// The first code of the reply's own class, or else one of class 4 or 5 that contradicts it.
  static Reply read(int code, String lines) {
    String enhanced = null;
    for (var line : lines.lines().toList()) {
      var matcher = ENHANCED.matcher(rest(line));
      if (!matcher.lookingAt()) {
        continue;
      }
      if (matcher.group(2).equals(String.valueOf(code / 100))) {
        return new Reply(code, matcher.group(1), text(lines));
      }
      if (enhanced == null && code >= 400 && !matcher.group(2).equals("2")) {
        enhanced = matcher.group(1);
      }
    }
    return new Reply(code, enhanced, text(lines));
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
    var nameless = nameless(text);
    return nameless.length() > LONGEST ? nameless.substring(0, LONGEST) : nameless;
  }

  /// What a relay says, without the mail addresses in it.
  static String nameless(String text) {
    return text.indexOf('@') < 0 ? text : ADDRESS.matcher(text).replaceAll("…");
  }
}
