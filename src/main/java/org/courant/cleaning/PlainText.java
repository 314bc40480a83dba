package org.courant.cleaning;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/// Foreign markup as plain text.
final class PlainText {
  private PlainText() {}

  /// Paragraphs apart by one blank line, list items marked, `pre` as it stands.
  static String of(Element body) {
    var text = new Text();
    NodeTraversor.traverse(text, body);
    return Characters.scrub(text.out.toString()).strip();
  }

  private static final class Text implements NodeVisitor {
    private final StringBuilder out = new StringBuilder();
    private int preformatted;

    /// A list item's mark was written and nothing after it.
    private boolean marked;

    @Override
    public void head(Node node, int depth) {
      switch (node) {
        case TextNode text -> append(text);
        case Element element -> open(element);
        default -> {}
      }
    }

    private void open(Element element) {
      switch (element.normalName()) {
        case "br" -> lines(1);
        case "pre" -> {
          lines(2);
          preformatted++;
        }
        case "li" -> {
          lines(1);
          out.append("- ");
          marked = true;
        }
        case "tr", "dt", "dd", "caption", "figcaption", "summary" -> lines(1);
        case "td", "th" -> space();
        default -> {
          if (element.isBlock()) {
            lines(2);
          }
        }
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element && element.isBlock() && !element.nameIs("li")) {
        preformatted -= element.nameIs("pre") ? 1 : 0;
        lines(element.nameIs("tr") ? 1 : 2);
      }
    }

    private void append(TextNode node) {
      if (preformatted > 0) {
        out.append(node.getWholeText());
        marked = false;
        return;
      }
      var text = node.getWholeText().replaceAll("[ \\t\\n\\f]+", " ");
      boolean atStart = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
      var shown = atStart ? text.stripLeading() : text;
      out.append(shown);
      marked &= shown.isEmpty();
    }

    private void space() {
      if (!out.isEmpty() && !Character.isWhitespace(out.charAt(out.length() - 1))) {
        out.append(' ');
      }
    }

    /// Ends with at least so many newlines, unless nothing was written yet.
    private void lines(int wanted) {
      if (preformatted > 0) {
        return;
      }
      while (!marked && !out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
        out.setLength(out.length() - 1);
      }
      int end = out.length();
      if (end == 0 || marked) {
        return;
      }
      int have = 0;
      while (have < wanted && end - have > 0 && out.charAt(end - have - 1) == '\n') {
        have++;
      }
      out.repeat('\n', wanted - have);
    }
  }
}
