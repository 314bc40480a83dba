package org.courant.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was said on a connection: how it was opened, and the last message. It keeps the lines as
/// they are and makes a text of them only when somebody asks.
final class Transcript {
  private static final int MOST_OPENING = 1_500;
  private static final int MOST_MESSAGE = 2_500;
  private static final int LONGEST_LINE = 500;
  private static final String BLANK = "***";

  private final List<String> opening = new ArrayList<>();
  private final List<String> message = new ArrayList<>();
  private List<String> current = opening;
  private boolean signingIn;

  /// A message begins: what was said of the one before is forgotten.
  void next() {
    message.clear();
    current = message;
  }

  void said(String command) {
    if (signingIn) {
      current.add("C: " + BLANK);
    } else if (command.regionMatches(true, 0, "AUTH ", 0, 5)) {
      signingIn = true;
      current.add("C: " + command.split(" ", 3)[1].toUpperCase(Locale.ROOT) + " sign-in " + BLANK);
    } else {
      command.lines().forEach(line -> current.add("C: " + line));
    }
  }

  void heard(int code, String reply) {
    if (signingIn && code == 334) {
      current.add("S: 334 " + BLANK);
      return;
    }
    signingIn = false;
    current.add(reply);
  }

  /// What happened besides what was said.
  void note(String what) {
    current.add("(" + what + ")");
  }

  String text() {
    var out = new StringBuilder();
    write(opening, out, MOST_OPENING);
    write(message, out, out.length() + MOST_MESSAGE);
    return out.toString();
  }

  private static void write(List<String> said, StringBuilder out, int most) {
    for (var lines : said) {
      var reply = !lines.startsWith("C: ") && !lines.startsWith("S: ") && !lines.startsWith("(");
      for (var line : lines.lines().toList()) {
        var plain = line.replaceAll("\\p{Cntrl}", " ").stripTrailing();
        var cut = plain.length() > LONGEST_LINE ? plain.substring(0, LONGEST_LINE) + "…" : plain;
        if (out.length() + cut.length() > most) {
          out.append("…\n");
          return;
        }
        out.append(reply ? "S: " : "").append(cut).append('\n');
      }
    }
  }
}
