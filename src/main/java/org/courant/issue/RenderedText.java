package org.courant.issue;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How plain text is set.
final class RenderedText {
  private static final Pattern GAPS = Pattern.compile("[\\p{Cntrl}\\s\\u2028\\u2029\\u00a0]+");
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cs}\\x{fffe}\\x{ffff}&&[^\\t\\r\\n]]");
  private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

  private RenderedText() {}

  /// The text on one line, without what no line may hold.
  static String oneLine(String text) {
    return UNPRINTABLE.matcher(GAPS.matcher(text).replaceAll(" ")).replaceAll("").strip();
  }

  /// At most so many characters, cut between words where that is not far, with an ellipsis.
  static String shortened(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    String head = text.substring(0, text.offsetByCodePoints(0, most - 1));
    int space = head.lastIndexOf(' ');
    return (space > most / 2 ? head.substring(0, space) : head).stripTrailing() + "…";
  }

  /// Breaks lines at spaces, so that none is wider; an address is never broken.
  static String wrap(String text, int width) {
    String wrapped =
        text.lines().map(line -> wrapLine(line, width)).collect(Collectors.joining("\n"));
    return EMPTY_LINES.matcher(wrapped.strip()).replaceAll("\n\n") + "\n";
  }

  private static String wrapLine(String line, int width) {
    if (line.length() <= width) {
      return line.equals("-- ") ? line : line.stripTrailing();
    }
    var lines = new StringBuilder();
    int column = 0;
    for (String word : line.strip().split(" +", -1)) {
      if (column > 0 && column + 1 + word.length() > width) {
        lines.append('\n');
        column = 0;
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }
}
