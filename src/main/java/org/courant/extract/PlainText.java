package org.courant.extract;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Tag;
import org.jspecify.annotations.Nullable;

/// Titles, names and summaries as text: feeds put HTML, escaped once or twice, where text is meant.
public final class PlainText {

  private static final Pattern MARKUP =
      Pattern.compile("</?[a-zA-Z][^<>]*>|&(?:#\\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\\w+);");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final Pattern TAG = Pattern.compile("<(?=/?([a-zA-Z][a-zA-Z0-9-]*+))");

  /// A hostile field of megabytes is not worth parsing for its first line.
  private static final int LONGEST = 50_000;

  private PlainText() {}

  /// One line; null for nothing. What is no element of HTML is no markup: `<you & me>` stays.
  public static @Nullable String of(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    var marked = text.indexOf('<') >= 0 || text.indexOf('&') >= 0;
    var plain = marked && MARKUP.matcher(text).find() ? decoded(text) : text;
    var spaced = spaced(plain);
    return spaced.isEmpty() ? null : spaced;
  }

  /// Each of them that is something, once.
  static List<String> lines(List<String> texts) {
    return texts.stream().map(PlainText::of).filter(Objects::nonNull).distinct().toList();
  }

  /// On one line, with single spaces.
  static String spaced(String text) {
    return SPACE.matcher(text).replaceAll(" ").strip();
  }

  private static String decoded(String text) {
    return Jsoup.parse(shielded(text.length() > LONGEST ? text.substring(0, LONGEST) : text))
        .text();
  }

  private static String shielded(String text) {
    return TAG.matcher(text)
        .replaceAll(tag -> Tag.isKnownTag(tag.group(1).toLowerCase(Locale.ROOT)) ? "<" : "&lt;");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
