package org.courant.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Which elements and attributes Courant's feeds are made of: fewer than the W3C feed validator
/// knows, so that a new one is looked up there before it is written.
///
/// A line is an element, its place, its children (`*` where several may stand) and its attributes.
final class Grammar {
  private static final String RSS =
      """
      rss: channel @version
      channel: title link description language copyright managingEditor lastBuildDate docs generator ttl image item* atom:link* sy:updatePeriod sy:updateFrequency fh:archive
      image: url title link
      item: title link guid pubDate description content:encoded category* enclosure dc:creator* dc:language atom:updated media:content*
      guid: @isPermaLink
      category: @domain
      enclosure: @url @length @type
      """;
  private static final String ATOM =
      """
      feed: title link* author subtitle id rights updated icon generator fh:archive at:deleted-entry* entry* @lang
      entry: title link* category* author* id updated published summary content media:content* @lang
      author: name
      link: @rel @type @href @length
      category: @term @scheme
      title: @type
      subtitle: @type
      summary: @type
      content: @type
      at:deleted-entry: @ref @when
      """;
  private static final String RDF =
      """
      rdf:RDF: channel image item*
      channel: title link description image items dc:language dc:rights dc:publisher dc:date sy:updatePeriod sy:updateFrequency atom:link* fh:archive @about
      image: title link url @about @resource
      items: rdf:Seq
      rdf:Seq: rdf:li*
      rdf:li: @resource
      item: title link description content:encoded dc:date dc:language dc:creator* dc:subject* atom:updated @about
      """;
  private static final String EVERYWHERE =
      """
      atom:link: @rel @type @href
      media:content: media:description media:thumbnail @url @medium @type @duration
      media:description: @type
      media:thumbnail: @url
      """;
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

  private record Rule(Set<String> children, Set<String> several, Set<String> attributes) {}

  private final Map<String, Rule> rules = new HashMap<>();
  private final List<String> broken;

  Grammar(String root, List<String> broken) {
    this.broken = broken;
    var own =
        switch (root) {
          case "rss" -> RSS;
          case "feed" -> ATOM;
          default -> RDF;
        };
    (own + EVERYWHERE).lines().forEach(this::learn);
  }

  private void learn(String line) {
    int colon = line.indexOf(": ");
    var rule = new Rule(new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (var word : line.substring(colon + 2).split(" ", -1)) {
      if (word.startsWith("@")) {
        rule.attributes.add(word.substring(1));
      } else if (word.endsWith("*")) {
        rule.several.add(word.substring(0, word.length() - 1));
      } else {
        rule.children.add(word);
      }
    }
    rules.put(line.substring(0, colon), rule);
  }

  void check(Element element) {
    var name = FeedRules.name(element);
    var rule = rules.getOrDefault(name, new Rule(Set.of(), Set.of(), Set.of()));
    var seen = new HashMap<String, Integer>();
    for (var child : FeedRules.children(element)) {
      seen.merge(FeedRules.name(child), 1, Integer::sum);
    }
    seen.forEach((child, count) -> child(name, rule, child, count));
    repeated(element, seen.keySet());
    attributes(element, name, rule);
    if (!seen.isEmpty() && hasWords(element)) {
      broken.add("UnexpectedText " + name);
    }
  }

  private void child(String parent, Rule rule, String name, int count) {
    if (rule.several.contains(name)) {
      return;
    }
    if (!rule.children.contains(name)) {
      broken.add("UndefinedElement " + parent + "/" + name);
    }
    if (count > 1) {
      broken.add(
          (name.equals("enclosure") ? "DuplicateEnclosure " : "DuplicateElement ")
              + parent
              + "/"
              + name);
    }
  }

  /// What core elements say already, in whatever order.
  private void repeated(Element element, Set<String> names) {
    var rule = FeedRules.isItem(element) ? "DuplicateItemSemantics " : "DuplicateSemantics ";
    SAID_ALREADY.forEach(
        (core, extension) -> {
          if (names.contains(core) && names.contains(extension)) {
            broken.add(rule + extension);
          }
        });
  }

  private void attributes(Element element, String name, Rule rule) {
    var found = new ArrayList<String>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      var attribute = element.getAttributes().item(i);
      if (!attribute.getNodeName().startsWith("xmlns")) {
        found.add(attribute.getLocalName());
      }
    }
    found.removeAll(rule.attributes);
    found.forEach(attribute -> broken.add("UnexpectedAttribute " + name + "@" + attribute));
    // All that a name is given for must be there, but for those that are a matter of choice.
    for (var attribute :
        Set.of("url", "length", "type", "term", "ref", "when", "href", "version")) {
      boolean choice = attribute.equals("type") && !name.equals("enclosure");
      boolean size = attribute.equals("length") && !name.equals("enclosure");
      if (rule.attributes.contains(attribute)
          && !element.hasAttribute(attribute)
          && !choice
          && !size) {
        broken.add(
            (attribute.equals("href") ? "MissingHref " : "MissingAttribute ")
                + name
                + "@"
                + attribute);
      }
    }
  }

  static boolean hasWords(Element element) {
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeType() == Node.TEXT_NODE && !node.getNodeValue().isBlank()) {
        return true;
      }
    }
    return false;
  }
}
