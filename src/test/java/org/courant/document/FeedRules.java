package org.courant.document;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// The rules of the W3C feed validator, its best practices included, and of the RSS profile, each
/// under the name that the validator gives its message. Written after what it says and does, so
/// that no network and no other language is needed; of its rules, those that a feed of articles can
/// break. Where two readings are possible, the stricter.
final class FeedRules {
  private final Document document;
  private final Instant now;
  private final List<String> lines;
  private final List<String> broken = new ArrayList<>();
  private final Set<String> abouts = new HashSet<>();
  private final DocumentRules whole = new DocumentRules(broken);
  private final Grammar grammar;

  private FeedRules(Document document, String text, Instant now) {
    this.document = document;
    this.lines = List.of(text.split("\n", -1));
    this.now = now;
    this.grammar = new Grammar(document.getDocumentElement().getLocalName(), broken);
  }

  /// The names of the rules that the document breaks, each with the place.
  ///
  /// @param location where it was fetched from
  static List<String> broken(byte[] bytes, String location, Instant now) throws Exception {
    Document document;
    var broken = new ArrayList<String>();
    new DocumentRules(broken).bytes(bytes);
    try {
      document = NumberedTree.of(bytes);
    } catch (SAXException e) {
      broken.add("SAXError " + e.getMessage());
      return broken;
    }
    var rules = new FeedRules(document, new String(bytes, StandardCharsets.UTF_8), now);
    rules.broken.addAll(broken);
    rules.whole.root(document);
    var root = document.getDocumentElement();
    var feed = root.getLocalName().equals("feed") ? root : child(root, "channel").orElse(root);
    new HeadRules(feed, rules.broken).check(location);
    rules.walk(root);
    return rules.broken;
  }

  private void walk(Element element) {
    whole.namespaces(element);
    grammar.check(element);
    attributes(element);
    var children = children(element);
    if (isItem(element)) {
      new ItemRules(element, broken).check(document.getDocumentElement());
    }
    if (name(element).contains("media:") || name(element).equals("enclosure")) {
      new MediaRules(broken).check(element, spelledByNumber(element));
    }
    if (name(element).startsWith("itunes:")) {
      MediaRules.podcast(element, broken);
    }
    if (children.isEmpty()) {
      text(element);
    }
    children.forEach(this::walk);
  }

  private void attributes(Element element) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      var attribute = element.getAttributes().item(i);
      var name = attribute.getNodeName();
      var value = attribute.getNodeValue();
      TextRules.characters(value).ifPresent(broken::add);
      switch (name) {
        case "xml:lang" -> TextRules.language(value).ifPresent(broken::add);
        case "href", "url", "scheme", "rdf:resource", "rdf:about" ->
            AddressRules.address(value).ifPresent(broken::add);
        default -> {}
      }
      if (name.equals("rdf:about") && !abouts.add(value)) {
        broken.add("DuplicateValue rdf:about " + value);
      }
    }
  }

  private void text(Element element) {
    var name = name(element);
    var text = element.getTextContent();
    TextRules.characters(text).ifPresent(broken::add);
    switch (name) {
      case "link", "url", "docs", "comments" -> {
        if (!element.hasAttribute("href")) {
          AddressRules.address(text.strip()).ifPresent(broken::add);
        }
      }
      case "id", "icon", "logo" -> {
        space(element);
        AddressRules.address(text.strip()).ifPresent(broken::add);
        (name.equals("id") ? AddressRules.canonical(text.strip()) : Optional.<String>empty())
            .ifPresent(broken::add);
      }
      case "language", "dc:language" -> TextRules.language(text).ifPresent(broken::add);
      case "pubDate", "lastBuildDate" -> DateRules.rfc822(text, now).ifPresent(broken::add);
      case "updated", "published", "atom:updated" -> {
        space(element);
        DateRules.rfc3339(text, now).ifPresent(broken::add);
      }
      case "dc:date" -> DateRules.w3c(text, now).ifPresent(broken::add);
      case "managingEditor", "webMaster" -> contact(element);
      case "textInput", "textinput" -> broken.add("AvoidTextInput");
      default -> words(element, name, text);
    }
  }

  /// Words that must say something, and words that must be no HTML.
  private void words(Element element, String name, String text) {
    boolean atom = document.getDocumentElement().getLocalName().equals("feed");
    boolean attributed = element.hasAttribute("term");
    var required =
        Set.of("title", "name", "dc:creator", "category", "ttl", "sy:updateFrequency", "generator");
    var constructs = Set.of("subtitle", "rights", "summary", "content");
    boolean construct = atom && constructs.contains(name);
    if ((required.contains(name) && !attributed && text.isBlank())
        || (construct && text.isEmpty())) {
      broken.add("NotBlank " + name);
    }
    var plain = Set.of("title", "subtitle", "rights", "copyright", "dc:rights", "name", "category");
    boolean html = element.getAttribute("type").equals("html");
    boolean head = name.equals("description") && !isItem((Element) element.getParentNode());
    boolean checked = head || construct || plain.contains(name);
    if (checked && !html) {
      HtmlRules.plain(text, spelledByNumber(element), !atom)
          .forEach(
              rule ->
                  broken.add(atom ? rule.replace("ContainsHTML", "ContainsUndeclaredHTML") : rule));
    }
  }

  private void contact(Element element) {
    var text = element.getTextContent();
    TextRules.contact(text).ifPresent(broken::add);
    broken.addAll(HtmlRules.plain(text, spelledByNumber(element), true));
  }

  private void space(Element element) {
    if (!element.getTextContent().equals(element.getTextContent().strip())) {
      broken.add("UnexpectedWhitespace " + name(element));
    }
  }

  /// Whether the line on which the element begins spells a letter by its number, as the RSS profile
  /// wants it where plain words hold `&` or `<`.
  private boolean spelledByNumber(Element element) {
    return lines.get(NumberedTree.line(element) - 1).contains("&#x");
  }

  static boolean isItem(Element element) {
    return Set.of("item", "entry").contains(element.getLocalName());
  }

  /// By namespace and not by prefix; elements of the feed's own format have none.
  static String name(Element element) {
    var space = String.valueOf(element.getNamespaceURI());
    var own =
        Set.of("null", "http://purl.org/rss/1.0/").contains(space)
            || element
                .getOwnerDocument()
                .getDocumentElement()
                .isDefaultNamespace(element.getNamespaceURI());
    return own ? element.getLocalName() : element.getPrefix() + ":" + element.getLocalName();
  }

  static List<Element> children(Element parent) {
    var children = new ArrayList<Element>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  static Optional<Element> child(Element parent, String name) {
    return children(parent).stream().filter(element -> name(element).equals(name)).findFirst();
  }
}
