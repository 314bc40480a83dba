package org.courant.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;
import org.jspecify.annotations.Nullable;

/// Brings a tree into the shape that Rome reads: one version of RSS, items where it looks for them,
/// the vocabulary's own namespace.
final class RomeMend {

  static final Namespace ATOM = Namespace.getNamespace("http://www.w3.org/2005/Atom");
  private static final Namespace ATOM_03 = Namespace.getNamespace("http://purl.org/atom/ns#");
  private static final Namespace RSS_10 = Namespace.getNamespace("http://purl.org/rss/1.0/");
  private static final Namespace RSS_090 =
      Namespace.getNamespace("http://my.netscape.com/rdf/simple/0.9/");
  private static final Set<Namespace> RSS =
      Set.of(
          RSS_10,
          RSS_090,
          Namespace.getNamespace("http://backend.userland.com/rss2"),
          Namespace.getNamespace("http://backend.userland.com/RSS2"),
          Namespace.getNamespace("http://blogs.law.harvard.edu/tech/rss"),
          Namespace.getNamespace("http://backend.userland.com/rss"));

  private static final Set<String> TEXTS =
      Set.of("title", "subtitle", "tagline", "description", "summary", "content", "category");

  private static final Pattern NO_END =
      Pattern.compile("></(?:area|br|col|embed|hr|img|input|source|track|wbr)>");

  private RomeMend() {}

  /// The root of a document of its own.
  static Element mend(Element root) throws UnreadableDocument {
    var mended =
        switch (root.getName().toLowerCase(Locale.ROOT)) {
          case "rss" -> rss(root);
          case "channel" -> rss(new Element("rss").addContent(root.detach()));
          case "feed" -> atom(root);
          case "rdf" -> rdf(root);
          case "html" -> throw new UnreadableDocument("is a web page and no feed");
          default ->
              throw new UnreadableDocument(
                  "is no feed: its root element is <" + root.getName() + ">");
        };
    if (mended.getDocument() == null) {
      new Document(mended);
    }
    return mended;
  }

  /// RSS 2.0 holds all that the versions before it hold.
  private static Element rss(Element root) throws UnreadableDocument {
    var own = root.getNamespace();
    move(root, Namespace.NO_NAMESPACE, own);
    root.setName("rss");
    root.setAttribute("version", "2.0");
    if (child(root, "channel") == null) {
      root.addContent(new Element("channel"));
    }
    var channel = channel(root);
    for (var item : List.copyOf(root.getChildren("item"))) {
      channel.addContent(item.detach());
    }
    spellOut(channel);
    channel.getChildren("item").forEach(RomeMend::spellOut);
    return root;
  }

  /// Markup that nobody escaped is lost to Rome, which reads the text beside it.
  private static void spellOut(Element parent) {
    parent.getChildren().stream()
        .filter(field -> field.getNamespace().equals(parent.getNamespace()))
        .filter(field -> TEXTS.contains(field.getName()) && !field.getChildren().isEmpty())
        .forEach(field -> field.setText(markup(field)));
  }

  /// Atom's own XHTML (RFC 4287, section 3.1.1.3) without its `div`, and markup that nobody
  /// escaped: both become escaped HTML.
  private static void spellOutAtom(Element parent) {
    for (var field : parent.getChildren()) {
      var type = field.getAttributeValue("type", "text").toLowerCase(Locale.ROOT);
      if (!TEXTS.contains(field.getName())
          || field.getChildren().isEmpty()
          || !type.matches("text|html|xhtml|text/.*|application/xhtml\\+xml")) {
        continue;
      }
      var inner = field.getChildren().getFirst();
      var wrapped =
          type.contains("xhtml")
              && inner.getName().equals("div")
              && field.getChildren().size() == 1
              && field.getTextTrim().isEmpty();
      field.setText(markup(wrapped ? inner : field)).setAttribute("type", "html");
      field.setAttribute("mode", "escaped");
    }
  }

  /// What the element holds as HTML, lines as they are: XML's `<i/>` would leave HTML's open.
  static String markup(Element element) {
    element
        .getChildren()
        .forEach(child -> move(child, Namespace.NO_NAMESPACE, child.getNamespace()));
    var format = Format.getRawFormat().setLineSeparator("\n").setExpandEmptyElements(true);
    var written = new XMLOutputter(format).outputString(element.getContent());
    return NO_END.matcher(written).replaceAll(">");
  }

  private static Element rdf(Element root) throws UnreadableDocument {
    var netscape =
        root.getChildren().stream().anyMatch(child -> child.getNamespace().equals(RSS_090));
    var vocabulary = netscape ? RSS_090 : RSS_10;
    for (var child : root.getChildren()) {
      if (child.getNamespace().equals(Namespace.NO_NAMESPACE)) {
        move(child, vocabulary, Namespace.NO_NAMESPACE);
      }
    }
    if (child(root, "channel") == null) {
      root.addContent(new Element("channel", vocabulary));
    }
    for (var item : List.copyOf(channel(root).getChildren("item", vocabulary))) {
      root.addContent(item.detach());
    }
    spellOut(channel(root));
    root.getChildren("item", vocabulary).forEach(RomeMend::spellOut);
    return root;
  }

  private static Element atom(Element root) {
    if (!root.getNamespace().equals(ATOM_03)) {
      move(root, ATOM, root.getNamespace());
    }
    root.setName("feed");
    spellOutAtom(root);
    entries(root).forEach(RomeMend::spellOutAtom);
    // A link to nothing stops Rome.
    Stream.concat(Stream.of(root), entries(root).stream())
        .flatMap(parent -> List.copyOf(parent.getChildren("link", root.getNamespace())).stream())
        .forEach(RomeMend::link);
    return root;
  }

  private static void link(Element link) {
    if (link.getAttributeValue("href", "").isBlank()) {
      link.detach();
    } else if (link.getAttribute("rel") == null) {
      link.setAttribute("rel", "alternate");
    }
  }

  private static void move(Element element, Namespace to, Namespace own) {
    var namespace = element.getNamespace();
    if (namespace.equals(own) || (to.equals(Namespace.NO_NAMESPACE) && RSS.contains(namespace))) {
      element.setNamespace(to);
    }
    element.getChildren().forEach(child -> move(child, to, own));
  }

  static Element channel(Element root) throws UnreadableDocument {
    var channel = child(root, "channel");
    if (channel == null) {
      throw new UnreadableDocument("is no feed: it has no <channel>");
    }
    return channel;
  }

  static List<Element> entries(Element root) {
    return new ArrayList<>(root.getChildren("entry", root.getNamespace()));
  }

  static List<Element> items(Element root) throws UnreadableDocument {
    var channel = channel(root);
    var parent = root.getName().equals("rss") ? channel : root;
    return new ArrayList<>(parent.getChildren("item", channel.getNamespace()));
  }

  private static @Nullable Element child(Element parent, String name) {
    return parent.getChildren().stream()
        .filter(element -> element.getName().equals(name))
        .findFirst()
        .orElse(null);
  }
}
