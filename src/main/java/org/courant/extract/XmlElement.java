package org.courant.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.courant.extract.XmlTree.Node;
import org.courant.extract.XmlTree.Text;
import org.jspecify.annotations.Nullable;

/// An element of a feed with its attributes and its content, in their order.
final class XmlElement implements XmlTree.Node {

  private static final Set<String> VOID =
      Set.of(
          "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
          "wbr");

  final Vocabulary vocabulary;
  final String name;
  final @Nullable XmlElement parent;

  /// Names and values in turn. A name keeps its prefix; `xml:` and `rdf:` always are what they say.
  private final String[] attributes;

  private List<Node> content = List.of();

  XmlElement(Vocabulary vocabulary, String name, String[] attributes, @Nullable XmlElement parent) {
    this.vocabulary = vocabulary;
    this.name = name;
    this.attributes = attributes;
    this.parent = parent;
  }

  void add(Node node) {
    if (content.isEmpty()) {
      content = new ArrayList<>(2);
    }
    content.add(node);
  }

  void remove(XmlElement child) {
    content.removeIf(node -> node == child);
  }

  List<Node> content() {
    return content;
  }

  String[] attributes() {
    return attributes;
  }

  /// Null where there is none, or only white space.
  @Nullable String attribute(String wanted) {
    for (var i = 0; i < attributes.length; i += 2) {
      if (attributes[i].equals(wanted)) {
        var value = attributes[i + 1].strip();
        return value.isEmpty() ? null : value;
      }
    }
    return null;
  }

  String attribute(String wanted, String otherwise) {
    var value = attribute(wanted);
    return value == null ? otherwise : value;
  }

  /// Capitals are as often wrong as right: `pubdate` is `pubDate`.
  boolean is(Vocabulary of, String wanted) {
    return vocabulary == of && name.equalsIgnoreCase(wanted);
  }

  List<XmlElement> children(Vocabulary of, String wanted) {
    List<XmlElement> found = List.of();
    for (var node : content) {
      if (node instanceof XmlElement child && child.is(of, wanted)) {
        if (found.isEmpty()) {
          found = new ArrayList<>(2);
        }
        found.add(child);
      }
    }
    return found;
  }

  List<XmlElement> children() {
    var found = new ArrayList<XmlElement>(content.size());
    for (var node : content) {
      if (node instanceof XmlElement child) {
        found.add(child);
      }
    }
    return found;
  }

  @Nullable XmlElement child(Vocabulary of, String wanted) {
    for (var node : content) {
      if (node instanceof XmlElement child && child.is(of, wanted)) {
        return child;
      }
    }
    return null;
  }

  boolean hasChildren() {
    for (var node : content) {
      if (node instanceof XmlElement) {
        return true;
      }
    }
    return false;
  }

  /// The text that stands directly in it; not null, not stripped.
  String text() {
    if (content.size() == 1 && content.getFirst() instanceof Text(var value)) {
      return value;
    }
    var whole = new StringBuilder();
    for (var node : content) {
      if (node instanceof Text(var value)) {
        whole.append(value);
      }
    }
    return whole.toString();
  }

  /// What it holds: its text or, where nobody escaped the markup in it, that markup; null for white
  /// space.
  @Nullable String value() {
    return FeedElements.given(hasChildren() ? markup() : text());
  }

  /// Its content as HTML: XML's `<i/>` would leave HTML's open, and `<br></br>` is two.
  String markup() {
    var written = new StringBuilder();
    content.forEach(node -> write(node, written));
    return written.toString();
  }

  private static void write(Node node, StringBuilder written) {
    switch (node) {
      case Text(var value) -> escape(value, false, written);
      case XmlElement element -> write(element, written);
    }
  }

  private static void write(XmlElement element, StringBuilder written) {
    written.append('<').append(element.name);
    var attributes = element.attributes();
    for (var i = 0; i < attributes.length; i += 2) {
      written.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1], true, written);
      written.append('"');
    }
    written.append('>');
    if (element.content().isEmpty() && VOID.contains(element.name.toLowerCase(Locale.ROOT))) {
      return;
    }
    element.content().forEach(node -> write(node, written));
    written.append("</").append(element.name).append('>');
  }

  private static void escape(String text, boolean quoted, StringBuilder written) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '&' -> written.append("&amp;");
        case '<' -> written.append("&lt;");
        case '>' -> written.append("&gt;");
        case '"' -> written.append(quoted ? "&quot;" : "\"");
        default -> written.append(c);
      }
    }
  }
}
