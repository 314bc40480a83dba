package org.courant.cleaning;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Foreign text, made harmless letter by letter.
public final class Characters {
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private Characters() {}

  /// Without what XML 1.0 (section 2.2) and readers cannot take: control characters but tab and
  /// newline, lone surrogates, non-characters. Line ends become `\n`.
  public static String scrub(String raw) {
    var text = raw.replace("\r\n", "\n").replace('\r', '\n');
    var clean = new StringBuilder(text.length());
    text.codePoints().filter(Characters::legible).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean legible(int c) {
    if (c == '\n' || c == '\t') {
      return true;
    }
    boolean control = Character.isISOControl(c);
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean nonCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return !control && !surrogate && !nonCharacter;
  }

  /// Plain text on one line of at most `limit` characters; empty for null.
  public static String line(@Nullable String raw, int limit) {
    if (raw == null) {
      return "";
    }
    // A hostile field of megabytes is not worth reading for its first line.
    var some = raw.length() > 50_000 ? raw.substring(0, 50_000) : raw;
    return shorten(oneLine(scrub(some)), limit);
  }

  /// On one line, single spaces, none at the ends.
  public static String oneLine(String text) {
    return SPACE.matcher(text).replaceAll(" ").strip();
  }

  /// At most `limit` characters, cut after a word, with an ellipsis where something was cut.
  public static String shorten(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int room = limit - 1;
    int space = text.lastIndexOf(' ', room);
    int end = space > room / 2 ? space : text.offsetByCodePoints(0, text.codePointCount(0, room));
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }
}
