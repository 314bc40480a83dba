package org.courant.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The W3C feed validator's rules for a document as a whole: its bytes, its prolog, its namespaces.
final class DocumentRules {
  /// What the validator reads of a feed.
  private static final int LARGEST = 5_000_000;

  private static final Map<String, String> PREFIXES =
      Map.of(
          "http://www.w3.org/2005/Atom", "atom",
          "http://purl.org/rss/1.0/", "rss1",
          "http://purl.org/dc/elements/1.1/", "dc",
          "http://purl.org/rss/1.0/modules/content/", "content",
          "http://purl.org/rss/1.0/modules/syndication/", "sy",
          "http://purl.org/syndication/history/1.0", "fh",
          "http://search.yahoo.com/mrss/", "media",
          "http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes",
          "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf",
          "http://www.w3.org/XML/1998/namespace", "xml");
  private static final Pattern PROLOG =
      Pattern.compile("<\\?xml version=\"([^\"]*)\"(?: encoding=\"([^\"]*)\")?");

  private final List<String> broken;

  DocumentRules(List<String> broken) {
    this.broken = broken;
  }

  void bytes(byte[] bytes) {
    if (bytes.length > LARGEST) {
      broken.add("ValidatorLimit " + bytes.length);
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException _) {
      broken.add("UnicodeError");
    }
    var begin = new String(bytes, 0, Math.min(512, bytes.length), StandardCharsets.ISO_8859_1);
    var prolog = PROLOG.matcher(begin);
    if (!prolog.lookingAt() || prolog.group(2) == null) {
      broken.add("MissingEncoding");
    } else if (!prolog.group(2).equals("UTF-8")) {
      broken.add("NonstdEncoding " + prolog.group(2));
    } else if (!prolog.group(1).equals("1.0")) {
      broken.add("BadXmlVersion " + prolog.group(1));
    }
    boolean rdf =
        begin.contains("<rdf:RDF")
            && begin.contains("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
            && begin.contains("http://purl.org/rss/1.0/");
    if (!rdf && !begin.contains("<rss") && !begin.contains("<feed")) {
      broken.add("NonSpecificMediaType");
    }
  }

  void root(Document document) {
    if (NumberedTree.hasDoctype(document)) {
      broken.add("ContainsSystemEntity");
    }
    var root = document.getDocumentElement();
    var space = String.valueOf(root.getNamespaceURI());
    var own =
        switch (root.getLocalName()) {
          case "rss" -> "null";
          case "feed" -> "http://www.w3.org/2005/Atom";
          case "RDF" -> "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
          default -> "";
        };
    if (space.equals("http://purl.org/atom/ns#")) {
      broken.add("ObsoleteNamespace " + space);
    } else if (!space.equals(own)) {
      broken.add((space.equals("null") ? "MissingNamespace " : "InvalidNamespace ") + space);
    }
    if (root.getLocalName().equals("rss") && !root.getAttribute("version").equals("2.0")) {
      broken.add("InvalidRSSVersion " + root.getAttribute("version"));
    }
    if (!root.getLocalName().equals("feed") && FeedRules.child(root, "channel").isEmpty()) {
      broken.add("MissingElement channel");
    }
  }

  void namespaces(Element element) {
    var root = element.getOwnerDocument().getDocumentElement().getLocalName();
    if (element.getNamespaceURI() == null && !root.equals("rss")) {
      broken.add("UndeterminableVocabulary " + element.getNodeName());
    }
    if (element.getNamespaceURI() == null && element.getNodeName().contains("_")) {
      broken.add("NotInANamespace " + element.getNodeName());
    }
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      var name = element.getAttributes().item(i).getNodeName();
      if (name.startsWith("xmlns")) {
        declared(
            name.substring(name.indexOf(':') + 1),
            name.equals("xmlns"),
            element.getAttributes().item(i).getNodeValue(),
            root.equals("feed"));
      }
    }
  }

  private void declared(String prefix, boolean unnamed, String space, boolean atom) {
    var usual = PREFIXES.get(space);
    if (space.equals("http://search.yahoo.com/mrss")) {
      broken.add("MediaRssNamespace " + space);
    } else if (usual == null && !unnamed && PREFIXES.containsValue(prefix)) {
      broken.add("ReservedPrefix " + prefix);
    } else if (usual == null) {
      broken.add("UnknownNamespace " + space);
    } else if (!unnamed && !usual.equals(prefix)) {
      broken.add("NonstdPrefix " + prefix);
    }
    if (atom && !unnamed && "atom".equals(usual)) {
      broken.add("AvoidNamespacePrefix " + prefix);
    }
  }
}
