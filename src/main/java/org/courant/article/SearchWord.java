package org.courant.article;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.courant.cleaning.Characters;

/// A word to look for. It must stand at the beginning of a word, so that `iron` finds "irons" and
/// not "environment". Where words are not set apart by spaces, or carry their article as a prefix,
/// it may stand anywhere.
record SearchWord(String folded, boolean anywhere) {
  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN);

  private static final Set<UnicodeScript> PREFIXING =
      EnumSet.of(UnicodeScript.ARABIC, UnicodeScript.HEBREW);

  static SearchWord of(String word) {
    var folded = folded(word);
    var script = UnicodeScript.of(folded.codePointAt(0));
    return new SearchWord(folded, UNSPACED.contains(script) || PREFIXING.contains(script));
  }

  /// Equal for texts that differ only in case, white space and compatibility forms. The case goes
  /// up and down, since some letters have two lower ones (σ and ς, ß and ss).
  static String folded(String text) {
    return Characters.oneLine(Normalizer.normalize(text, Normalizer.Form.NFKC))
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /// @param text folded
  boolean occursIn(String text) {
    for (int at = text.indexOf(folded); at >= 0; at = text.indexOf(folded, at + 1)) {
      if (anywhere || begins(text, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(String text, int at) {
    if (at == 0) {
      return true;
    }
    int before = text.codePointBefore(at);
    return !inWord(before) || UNSPACED.contains(UnicodeScript.of(before));
  }

  private static boolean inWord(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
