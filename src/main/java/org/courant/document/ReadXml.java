package org.courant.document;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads our XML with another parser than the one that wrote it, by namespaces and not by prefixes.
final class ReadXml {
  private static final WstxInputFactory PARSERS = parsers();
  private static final Map<String, String> PREFIXES =
      Map.of(
          "http://purl.org/rss/1.0/", "",
          "http://purl.org/dc/elements/1.1/", "dc:",
          "http://purl.org/rss/1.0/modules/content/", "content:",
          "http://purl.org/rss/1.0/modules/syndication/", "sy:",
          "http://purl.org/syndication/history/1.0", "fh:",
          "http://purl.org/atompub/tombstones/1.0", "at:",
          "http://search.yahoo.com/mrss/", "media:",
          "http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes:",
          "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:");
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final Set<String> ADDRESSES =
      Set.of("link", "url", "icon", "logo", "image/url", "image/link");

  private final XMLStreamReader xml;
  private final Map<String, String> spaces = new HashMap<>();
  private final Map<String, List<String>> feed = new HashMap<>();
  private final Map<String, List<String>> links = new HashMap<>();
  private final List<String> addresses = new ArrayList<>();
  private final List<String> sequence = new ArrayList<>();
  private final Map<String, String> tombstones = new LinkedHashMap<>();
  private final List<ReadFeed.Item> items = new ArrayList<>();
  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<StringBuilder> texts = new ArrayDeque<>();
  private @Nullable Map<String, List<String>> item;
  private List<String> itemAddresses = new ArrayList<>();
  private boolean atom;
  private boolean declaredBelow;

  private ReadXml(XMLStreamReader xml) {
    this.xml = xml;
  }

  private static WstxInputFactory parsers() {
    var factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  static ReadFeed read(byte[] document) throws Refused {
    try {
      return new ReadXml(PARSERS.createXMLStreamReader(new ByteArrayInputStream(document))).walk();
    } catch (XMLStreamException e) {
      var first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new Refused("is not well-formed: " + first);
    }
  }

  private ReadFeed walk() throws XMLStreamException, Refused {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> open(name());
        case XMLStreamConstants.CHARACTERS -> texts.getLast().append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> close();
        default -> {}
      }
    }
    return new ReadFeed(
        declaredBelow ? Map.of() : spaces, feed, links, addresses, sequence, tombstones, items);
  }

  private String name() throws Refused {
    var space = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
    if (path.isEmpty()) {
      atom = space.equals(ATOM);
    }
    if (space.isEmpty() || (atom && space.equals(ATOM))) {
      return xml.getLocalName();
    }
    var prefix = space.equals(ATOM) ? "atom:" : PREFIXES.get(space);
    Refused.unless(prefix != null, "holds an element of the unknown namespace " + space);
    return prefix + xml.getLocalName();
  }

  private void open(String name) {
    declared();
    path.addLast(name);
    texts.addLast(new StringBuilder());
    if (isItem(name)) {
      item = new HashMap<>();
      itemAddresses = new ArrayList<>();
    }
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attribute(name, xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    if (name.equals("link") || name.equals("atom:link")) {
      var rel = xml.getAttributeValue(null, "rel");
      var href = xml.getAttributeValue(null, "href");
      if (item == null && rel != null && href != null) {
        links.computeIfAbsent(rel, _ -> new ArrayList<>()).add(href);
      }
    }
    if (name.equals("at:deleted-entry")) {
      tombstones.put(
          String.valueOf(xml.getAttributeValue(null, "ref")),
          String.valueOf(xml.getAttributeValue(null, "when")));
    }
    if (name.equals("rdf:li")) {
      sequence.add(String.valueOf(xml.getAttributeValue(RDF, "resource")));
    }
  }

  private void declared() {
    declaredBelow |= !path.isEmpty() && xml.getNamespaceCount() > 0;
    for (int i = 0; i < xml.getNamespaceCount(); i++) {
      spaces.put(String.valueOf(xml.getNamespacePrefix(i)), String.valueOf(xml.getNamespaceURI(i)));
    }
  }

  private void attribute(String element, String name, String value) {
    if (name.equals("href") || name.equals("url")) {
      address(value);
    }
    put(field() + "@" + name, value);
    if (isItem(element) && name.equals("about")) {
      put("about", value);
    }
  }

  private void close() throws Refused {
    var field = field();
    var text = texts.removeLast().toString();
    var name = path.removeLast();
    if (isItem(name)) {
      items.add(item(item == null ? Map.of() : item));
      item = null;
      return;
    }
    put(field, text);
    if (ADDRESSES.contains(field) && !text.isBlank()) {
      address(text);
    }
  }

  private void address(String value) {
    (item == null ? addresses : itemAddresses).add(value);
  }

  private void put(String field, String value) {
    (item == null ? feed : item).computeIfAbsent(field, _ -> new ArrayList<>()).add(value);
  }

  /// The way from the innermost feed or item to here.
  private String field() {
    var names = List.copyOf(path);
    int from = names.size();
    while (from > 0 && !isContainer(names.get(from - 1))) {
      from--;
    }
    return String.join("/", names.subList(from, names.size()));
  }

  private static boolean isItem(String name) {
    return name.equals("item") || name.equals("entry");
  }

  private static boolean isContainer(String name) {
    return isItem(name) || name.equals("channel") || name.equals("feed") || name.equals("rdf:RDF");
  }

  private ReadFeed.Item item(Map<String, List<String>> fields) throws Refused {
    enclosure(fields);
    if (atom) {
      boolean full = fields.containsKey("content");
      var words = first(fields, full ? "content" : "summary");
      boolean html = "html".equals(first(fields, full ? "content@type" : "summary@type"));
      return new ReadFeed.Item(
          first(fields, "id"),
          first(fields, "title"),
          first(fields, "published"),
          first(fields, "updated"),
          html || words == null ? words : Wording.escaped(words),
          itemAddresses);
    }
    boolean full = fields.containsKey("content:encoded");
    boolean rdf = fields.containsKey("about");
    return new ReadFeed.Item(
        first(fields, rdf ? "about" : "guid"),
        first(fields, "title"),
        first(fields, rdf ? "dc:date" : "pubDate"),
        first(fields, "atom:updated"),
        first(fields, full ? "content:encoded" : "description"),
        itemAddresses);
  }

  /// RSS 2.0 asks for all three attributes, and its Best Practices Profile for one enclosure.
  private static void enclosure(Map<String, List<String>> fields) throws Refused {
    int count = fields.getOrDefault("enclosure", List.of()).size();
    var whose = first(fields, "guid");
    Refused.unless(count <= 1, whose + " holds " + count + " enclosures");
    Refused.unless(
        count == 0
            || fields
                .keySet()
                .containsAll(Set.of("enclosure@url", "enclosure@type", "enclosure@length")),
        whose + " has an enclosure without url, type or length");
  }

  private static @Nullable String first(Map<String, List<String>> fields, String name) {
    var values = fields.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }
}
