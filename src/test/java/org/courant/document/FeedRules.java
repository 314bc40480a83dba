package org.courant.document;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// The rules of the W3C feed validator, its best practices included, and of the RSS profile, each
/// under the name that the validator gives it. Written after its documentation, so that no network
/// and no other language is needed; of its rules, those that a feed of articles can break.
final class FeedRules {
  private static final Set<String> NAMESPACES =
      Set.of(
          "http://www.w3.org/2005/Atom",
          "http://purl.org/rss/1.0/",
          "http://purl.org/dc/elements/1.1/",
          "http://purl.org/rss/1.0/modules/content/",
          "http://purl.org/rss/1.0/modules/syndication/",
          "http://purl.org/syndication/history/1.0",
          "http://search.yahoo.com/mrss/",
          "http://www.itunes.com/dtds/podcast-1.0.dtd",
          "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
          "http://www.w3.org/XML/1998/namespace");
  private static final Set<String> REPEATED =
      Set.of(
          "item",
          "entry",
          "category",
          "link",
          "dc:creator",
          "dc:subject",
          "author",
          "rdf:li",
          "atom:link",
          "media:content",
          "media:thumbnail",
          "deleted-entry");
  private static final Map<String, String> SAID_ALREADY =
      Map.of(
          "pubDate", "dc:date",
          "guid", "atom:id",
          "author", "dc:creator",
          "category", "dc:subject",
          "language", "dc:language",
          "copyright", "dc:rights",
          "managingEditor", "dc:creator",
          "webMaster", "dc:publisher",
          "lastBuildDate", "dcterms:modified",
          "source", "dc:source");

  private final Document document;
  private final List<String> lines;
  private final Instant now;
  private final List<String> broken = new ArrayList<>();
  private final Set<String> abouts = new HashSet<>();

  private FeedRules(Document document, String text, Instant now) {
    this.document = document;
    this.lines = text.lines().filter(line -> line.contains("&#x")).toList();
    this.now = now;
  }

  /// The names of the rules that the document breaks, each with the place.
  ///
  /// @param location where it was fetched from
  static List<String> broken(byte[] bytes, String location, Instant now) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    var builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null);
    Document document;
    try {
      document = builder.parse(new ByteArrayInputStream(bytes));
    } catch (org.xml.sax.SAXException e) {
      return List.of("SAXError " + e.getMessage());
    }
    var rules = new FeedRules(document, new String(bytes, StandardCharsets.UTF_8), now);
    rules.checkDocument(location);
    return rules.broken;
  }

  private void checkDocument(String location) {
    if (document.getDoctype() != null) {
      broken.add("ContainsSystemEntity");
    }
    var root = document.getDocumentElement();
    var feed = root.getLocalName().equals("feed") ? root : child(root, "channel").orElse(root);
    new HeadRules(feed, broken).check(location);
    walk(root);
  }

  private void walk(Element element) {
    namespaces(element);
    var children = children(element);
    var seen = new HashMap<String, Integer>();
    for (var child : children) {
      seen.merge(name(child), 1, Integer::sum);
    }
    seen.forEach((name, count) -> repeated(element, name, count));
    SAID_ALREADY.forEach(
        (core, extension) -> {
          if (seen.containsKey(core) && seen.containsKey(extension)) {
            broken.add(
                (isItem(element) ? "DuplicateItemSemantics " : "DuplicateSemantics ") + extension);
          }
        });
    if (isItem(element)) {
      new ItemRules(element, lines, broken).check(document.getDocumentElement());
    }
    text(element, children);
    children.forEach(this::walk);
  }

  private void repeated(Element parent, String name, int count) {
    if (count == 1 || REPEATED.contains(name)) {
      return;
    }
    broken.add(
        (name.equals("enclosure") ? "DuplicateEnclosure " : "DuplicateElement ")
            + name(parent)
            + "/"
            + name);
  }

  private void namespaces(Element element) {
    var attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      var attribute = attributes.item(i);
      var name = attribute.getNodeName();
      var value = attribute.getNodeValue();
      TextRules.characters(value).ifPresent(broken::add);
      if (name.startsWith("xmlns") && !NAMESPACES.contains(value)) {
        broken.add("UnknownNamespace " + value);
      }
      if (name.equals("xml:lang")) {
        TextRules.language(value).ifPresent(broken::add);
      }
      if (Set.of("href", "url", "rdf:resource", "rdf:about").contains(name)) {
        TextRules.address(value).ifPresent(broken::add);
      }
      if (name.equals("rdf:about") && !abouts.add(value)) {
        broken.add("DuplicateValue rdf:about " + value);
      }
    }
  }

  private void text(Element element, List<Element> children) {
    if (!children.isEmpty()) {
      return;
    }
    var text = element.getTextContent();
    TextRules.characters(text).ifPresent(broken::add);
    switch (name(element)) {
      case "link", "url", "icon", "logo", "docs", "comments" -> {
        if (!element.hasAttribute("href")) {
          TextRules.address(text).ifPresent(broken::add);
        }
      }
      case "language", "dc:language" -> TextRules.language(text).ifPresent(broken::add);
      case "pubDate", "lastBuildDate" -> TextRules.rfc822(text, now).ifPresent(broken::add);
      case "updated", "published", "atom:updated", "dc:date" ->
          TextRules.rfc3339(text, now).ifPresent(broken::add);
      case "managingEditor", "webMaster" -> TextRules.contact(text).ifPresent(broken::add);
      case "id" -> TextRules.canonical(text).ifPresent(broken::add);
      case "textInput", "textinput" -> broken.add("AvoidTextInput");
      case "title", "name", "dc:creator", "category" -> {
        if (text.isBlank() && !element.hasAttribute("term")) {
          broken.add("NotBlank " + name(element));
        }
      }
      default -> {}
    }
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
