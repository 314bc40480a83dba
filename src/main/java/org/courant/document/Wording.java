package org.courant.document;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.springframework.web.util.HtmlUtils;

/// Plain words and addresses as feed readers take them.
final class Wording {
  private static final Pattern MARKUP = Pattern.compile("</\\w+>");
  private static final Pattern DOUBTFUL = Pattern.compile("</\\w+>|&[#\\w]");
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final Pattern BRACKETED = Pattern.compile("<[^<>]*>");

  private Wording() {}

  /// Whether everybody takes the words for HTML, against the letter of RSS.
  static boolean looksLikeMarkup(String words) {
    return MARKUP.matcher(words).find();
  }

  /// Whether a strict reader would ask if the words are HTML that is not declared as such.
  static boolean doubtful(String words) {
    return DOUBTFUL.matcher(words).find();
  }

  static String escaped(String words) {
    return HtmlUtils.htmlEscape(words, "UTF-8");
  }

  /// Names are no place for markup and e-mail addresses, and no format can say that they are HTML.
  static List<String> names(List<String> names) {
    return names.stream().map(Wording::name).filter(name -> !name.isEmpty()).distinct().toList();
  }

  private static String name(String name) {
    var plain = BRACKETED.matcher(Parser.unescapeEntities(scrub(name), false)).replaceAll(" ");
    if (doubtful(plain)) {
      plain = plain.replaceAll("&(?=[#\\w]+;|[#0-9])", "& ").replace('<', ' ');
    }
    return plain.replaceAll("\\s+", " ").strip();
  }

  /// The language, where its tag (BCP 47) begins with one that ISO 639 may know.
  static Optional<String> language(String tag) {
    var language = Locale.forLanguageTag(tag).getLanguage();
    return language.length() == 3 || LANGUAGES.contains(language)
        ? Optional.of(tag)
        : Optional.empty();
  }

  /// An address in the letters that RFC 3986 allows: Java lets brackets pass in a query.
  static String address(URI address) {
    var text = address.toASCIIString();
    int path = text.indexOf('/', text.indexOf("//") + 2);
    if (path < 0 || (text.indexOf('[', path) < 0 && text.indexOf(']', path) < 0)) {
      return text;
    }
    return text.substring(0, path) + text.substring(path).replace("[", "%5B").replace("]", "%5D");
  }

  /// Without what XML 1.0 forbids, one letter of which would abort the whole document, and without
  /// what XML and HTML discourage; the mark of a letter lost before us becomes a question mark.
  static String scrub(String text) {
    return text.codePoints().allMatch(Wording::harmless) ? text : scrubbed(text);
  }

  private static String scrubbed(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0xFFFD ? '?' : c)
        .filter(Wording::harmless)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean harmless(int c) {
    if (c < 0x20) {
      return c == '\n' || c == '\t';
    }
    boolean control = c >= 0x7F && c <= 0x9F;
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean nonCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return !control && !surrogate && !nonCharacter && c != 0xFFFD;
  }
}
