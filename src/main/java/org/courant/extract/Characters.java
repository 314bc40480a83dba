package org.courant.extract;

/// Characters that no XML 1.0 document may hold (section 2.2) and no reader misses.
public final class Characters {

  private Characters() {}

  /// Without control characters, lone surrogates and the two non-characters; the text itself when
  /// it has none.
  public static String legal(String text) {
    for (var i = 0; i < text.length(); ) {
      var point = text.codePointAt(i);
      if (!isLegal(point)) {
        return withoutIllegal(text, i);
      }
      i += Character.charCount(point);
    }
    return text;
  }

  static boolean isLegal(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || (point >= 0x10000 && point <= 0x10FFFF);
  }

  private static String withoutIllegal(String text, int from) {
    var kept = new StringBuilder(text.length()).append(text, 0, from);
    for (var i = from; i < text.length(); ) {
      var point = text.codePointAt(i);
      if (isLegal(point)) {
        kept.appendCodePoint(point);
      }
      i += Character.charCount(point);
    }
    return kept.toString();
  }
}
