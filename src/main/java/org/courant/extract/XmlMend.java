package org.courant.extract;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/// The text of an XML document, mended before any parser sees it: what stands before the root is
/// dropped (junk, declaration, DOCTYPE with all its entities), characters no XML may hold are
/// removed, a bare `&` is escaped, HTML's named entities become their characters, and prefixes
/// nobody declared are declared.
final class XmlMend {

  private static final Pattern ROOT = Pattern.compile("<(?=[A-Za-z_])");
  private static final Pattern PREFIX =
      Pattern.compile(
          "<(?<element>[A-Za-z_][\\w.-]{0,50}):[A-Za-z_]"
              + "|\\s(?<attribute>[A-Za-z_][\\w.-]{0,50}):[\\w.-]{1,50}=[\"']");
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(\\d{1,8}|[xX][0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?");

  private static final Map<String, String> KNOWN =
      Map.of(
          "atom", "http://www.w3.org/2005/Atom",
          "content", "http://purl.org/rss/1.0/modules/content/",
          "dc", "http://purl.org/dc/elements/1.1/",
          "dcterms", "http://purl.org/dc/terms/",
          "itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd",
          "media", "http://search.yahoo.com/mrss/",
          "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
          "sy", "http://purl.org/rss/1.0/modules/syndication/");

  private XmlMend() {}

  /// The document from its root element on.
  static String clean(String text, List<String> warnings) throws UnreadableDocument {
    var root = root(text);
    if (root < 0) {
      throw new UnreadableDocument("is no XML: it has no element");
    }
    if (text.lastIndexOf("<!ENTITY", root) >= 0) {
      warnings.add("the entities that its DOCTYPE declares are not read");
    }
    var whole = text.substring(root);
    var legal = Characters.legal(whole);
    if (legal.length() < whole.length()) {
      warnings.add("holds control characters: they are taken out");
    }
    return declared(references(legal));
  }

  /// The first element that is neither inside a comment nor inside the DOCTYPE's declarations.
  private static int root(String text) {
    var at = 0;
    while (at >= 0 && at < text.length()) {
      var open = text.indexOf('<', at);
      if (open < 0) {
        return -1;
      }
      if (ROOT.matcher(text).region(open, text.length()).lookingAt()) {
        return open;
      }
      at = afterMarkup(text, open);
    }
    return -1;
  }

  private static int afterMarkup(String text, int open) {
    if (text.startsWith("<!--", open)) {
      return after(text, "-->", open);
    }
    if (text.startsWith("<?", open)) {
      return after(text, "?>", open);
    }
    return text.regionMatches(true, open, "<!DOCTYPE", 0, 9) ? afterDoctype(text, open) : open + 1;
  }

  private static int after(String text, String end, int from) {
    var at = text.indexOf(end, from);
    return at < 0 ? -1 : at + end.length();
  }

  /// Quotes and comments inside the internal subset may hold `]` and `>`.
  private static int afterDoctype(String text, int open) {
    var depth = 0;
    for (var i = open; i >= 0 && i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\'') {
        i = text.indexOf(c, i + 1);
      } else if (text.startsWith("<!--", i)) {
        i = after(text, "-->", i) - 1;
      } else if (c == '<' || c == '[') {
        depth++;
      } else if (c == '>' || c == ']') {
        depth--;
        if (depth == 0) {
          return i + 1;
        }
      }
      if (i < 0) {
        return -1;
      }
    }
    return -1;
  }

  private static String references(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    var mended = new StringBuilder(text.length() + 64);
    var reference = REFERENCE.matcher(text);
    var done = 0;
    for (var at = next(text, 0); at >= 0; at = next(text, done)) {
      mended.append(text, done, at);
      done = at;
      var verbatim = verbatim(text, at);
      if (verbatim > at) {
        mended.append(text, at, verbatim);
        done = verbatim;
      } else if (text.charAt(at) == '&' && reference.region(at, text.length()).lookingAt()) {
        mended.append(resolved(reference.group(), reference.group(1), reference.group(2)));
        done = reference.end();
      } else {
        mended.append(text.charAt(at));
        done = at + 1;
      }
    }
    return mended.append(text, done, text.length()).toString();
  }

  /// The next `&`, CDATA section or comment.
  private static int next(String text, int from) {
    for (var i = from; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '&' || (c == '<' && text.startsWith("!", i + 1))) {
        return i;
      }
    }
    return -1;
  }

  private static int verbatim(String text, int at) {
    if (text.startsWith("<![CDATA[", at)) {
      var end = after(text, "]]>", at);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("<!--", at)) {
      var end = after(text, "-->", at);
      return end < 0 ? text.length() : end;
    }
    return at;
  }

  private static String resolved(String whole, String number, String name) {
    if (number != null) {
      var hex = Character.toLowerCase(number.charAt(0)) == 'x';
      var point = hex ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
      return Characters.isLegal(point) ? whole : "";
    }
    if (name == null) {
      return "&amp;";
    }
    return switch (name) {
      case "amp", "lt", "gt", "quot", "apos" -> whole;
      default -> {
        var characters = Entities.getByName(name);
        yield characters.isEmpty() ? "&amp;" + name + ";" : characters;
      }
    };
  }

  private static String declared(String text) {
    var missing = new LinkedHashSet<String>();
    var prefixes = PREFIX.matcher(text);
    while (prefixes.find() && missing.size() < 50) {
      var element = prefixes.group("element");
      missing.add(element == null ? prefixes.group("attribute") : element);
    }
    var declarations = new StringBuilder();
    for (var prefix : missing) {
      if (!prefix.startsWith("xml") && !text.contains("xmlns:" + prefix)) {
        var name = KNOWN.getOrDefault(prefix, "urn:undeclared:" + prefix);
        declarations.append(" xmlns:").append(prefix).append("=\"").append(name).append('"');
      }
    }
    var end = 1;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && ">/".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end) + declarations + text.substring(end);
  }
}
