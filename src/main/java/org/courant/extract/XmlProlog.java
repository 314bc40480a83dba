package org.courant.extract;

import java.util.List;
import java.util.regex.Pattern;

/// What stands before the root element: passed over, with the DOCTYPE and all that it declares, so
/// that no parser ever sees it. What becomes of its entities says [XmlEntities].
final class XmlProlog {

  private static final Pattern ROOT = Pattern.compile("<(?=[A-Za-z_])");

  private XmlProlog() {}

  /// Where the root element begins.
  static int end(String text, List<String> warnings) throws UnreadableDocument {
    var root = root(text);
    if (root < 0) {
      throw new UnreadableDocument("is no XML: it has no element");
    }
    var prolog = text.substring(0, root).strip();
    if (prolog.contains("<!DOCTYPE")) {
      warnings.add("has a DOCTYPE, which is not read");
    }
    if (!prolog.isEmpty() && !prolog.startsWith("<")) {
      warnings.add("has something before its beginning, which is not read");
    }
    return root;
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
