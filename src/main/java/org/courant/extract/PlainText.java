package org.courant.extract;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// Titles and names as text: feeds put HTML, escaped once or twice, where text is meant.
public final class PlainText {

  private static final Pattern MARKUP =
      Pattern.compile("</?[a-zA-Z][^<>]*>|&(?:#\\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\\w+);");

  private PlainText() {}

  public static @Nullable String of(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    var plain = MARKUP.matcher(text).find() ? Jsoup.parse(text).text() : text;
    var spaced = plain.replaceAll("\\s+", " ").strip();
    return spaced.isEmpty() ? null : spaced;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
