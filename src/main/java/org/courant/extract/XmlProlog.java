package org.courant.extract;

import java.util.List;
import java.util.regex.Pattern;

/// What stands before the root element: passed over, with the DOCTYPE and all entities it declares,
/// so that no parser ever sees them.
final class XmlProlog {

  private static final Pattern ROOT = Pattern.compile("<(?=[A-Za-z_])");

  private static final String ENTITY = "<!ENTITY\\s++[^\\s%\"'<>]++\\s++";
  private static final String HARMLESS = "(?:&(?:#|amp;|lt;|gt;|quot;|apos;)";

  /// Made of other entities, so that each makes the document grow by more than the last.
  private static final Pattern NESTED =
      Pattern.compile(
          ENTITY
              + "(?:\"[^\"&]*+%1$s[^\"&]*+)*+|'[^'&]*+%1$s[^'&]*+)*+)&[A-Za-z_]"
                  .formatted(HARMLESS));

  private static final Pattern EXTERNAL = Pattern.compile(ENTITY + "(?:SYSTEM|PUBLIC)\\s");

  private XmlProlog() {}

  /// Where the root element begins.
  static int end(String text, List<String> warnings) throws UnreadableDocument {
    var root = root(text);
    if (root < 0) {
      throw new UnreadableDocument("is no XML: it has no element");
    }
    var prolog = text.substring(0, root).strip();
    if (prolog.contains("<!ENTITY")) {
      refuseAttack(prolog);
      warnings.add("the entities that its DOCTYPE declares are not read");
    } else if (prolog.contains("<!DOCTYPE")) {
      warnings.add("has a DOCTYPE, which is not read");
    }
    if (!prolog.isEmpty() && !prolog.startsWith("<")) {
      warnings.add("has something before its beginning, which is not read");
    }
    return root;
  }

  /// Entities of a word or a sign are passed over; no feed has others but to do harm.
  private static void refuseAttack(String prolog) throws UnreadableDocument {
    if (NESTED.matcher(prolog).find()) {
      throw new UnreadableDocument(
          "is refused: its DOCTYPE declares entities that are made of others (billion laughs)");
    }
    if (EXTERNAL.matcher(prolog).find()) {
      throw new UnreadableDocument(
          "is refused: its DOCTYPE declares an entity that stands in another place");
    }
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
}
