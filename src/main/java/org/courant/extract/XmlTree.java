package org.courant.extract;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/// Builds the tree of a document, from a parser without DTDs and with limits of its own. Where the
/// document breaks off or breaks the rules, what stood complete before it is kept.
final class XmlTree {

  private static final int DEEPEST = 200;
  private static final int MOST_ELEMENTS = 500_000;

  private final XMLInputFactory factory = hardened();

  /// What an element may hold.
  sealed interface Node permits Text, XmlElement {}

  record Text(String value) implements Node {}

  /// @param root null when the document broke before its first element
  /// @param fault why the reading stopped early, if it did
  /// @param end how many characters were read
  record Tree(@Nullable XmlElement root, @Nullable String fault, int end) {}

  private static XMLInputFactory hardened() {
    var factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 200);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 1 << 20);
    return factory;
  }

  /// @param root where the root element begins; what stands before it no parser sees
  Tree build(String xml, int root) {
    var growth = new Growth();
    try (var text = new StringReader(xml)) {
      text.skip(root);
      var end = root + growth.read(factory.createXMLStreamReader(text));
      var fault = growth.root == null ? "it has no element" : null;
      return new Tree(growth.root, fault, xml.indexOf('>', end) + 1);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (XMLStreamException fault) {
      growth.dropBrokenItem();
      return new Tree(growth.root, sentence(fault), xml.length());
    }
  }

  /// The tree so far, and the element that is open.
  private static final class Growth {
    private final Map<String, Vocabulary> vocabularies = new HashMap<>();
    private Vocabulary own = Vocabulary.RSS;
    private @Nullable XmlElement root;
    private @Nullable XmlElement open;
    private int elements;

    /// Up to the root's end: what follows it is no part of the document.
    ///
    /// @return where its last tag begins
    int read(XMLStreamReader reader) throws XMLStreamException {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> start(reader);
          case XMLStreamConstants.END_ELEMENT -> {
            open = open == null ? null : open.parent;
            if (open == null) {
              return reader.getLocation().getCharacterOffset();
            }
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (open != null) {
              open.add(new Text(reader.getText()));
            }
          }
          default -> {}
        }
      }
      return 0;
    }

    private void start(XMLStreamReader reader) throws XMLStreamException {
      if (++elements > MOST_ELEMENTS) {
        throw new XMLStreamException("more than " + MOST_ELEMENTS + " elements");
      }
      var name = reader.getLocalName();
      var namespace = reader.getNamespaceURI();
      if (open == null) {
        own = name.equalsIgnoreCase("feed") ? Vocabulary.ATOM : Vocabulary.RSS;
        // Whatever namespace a root is put into, its children without a prefix are its own.
        if (!name.equalsIgnoreCase("rdf")) {
          vocabularies.put(namespace == null ? "" : namespace, own);
        }
      }
      var element = new XmlElement(vocabulary(namespace), name, attributes(reader), open);
      if (open == null) {
        root = element;
      } else {
        open.add(element);
      }
      open = element;
    }

    private Vocabulary vocabulary(@Nullable String namespace) {
      return vocabularies.computeIfAbsent(
          namespace == null ? "" : namespace, uri -> Vocabulary.of(uri, own));
    }

    private String[] attributes(XMLStreamReader reader) {
      var attributes = new String[2 * reader.getAttributeCount()];
      for (var i = 0; i < attributes.length; i += 2) {
        var prefix = reader.getAttributePrefix(i / 2);
        var name = reader.getAttributeLocalName(i / 2);
        var bare = prefix == null || prefix.isEmpty();
        var rdf = !bare && vocabulary(reader.getAttributeNamespace(i / 2)) == Vocabulary.RDF;
        attributes[i] = bare ? name : (rdf ? "rdf" : prefix) + ":" + name;
        attributes[i + 1] = reader.getAttributeValue(i / 2);
      }
      return attributes;
    }

    /// Half an article is worse than none.
    void dropBrokenItem() {
      for (var at = open; at != null; at = at.parent) {
        if (at.parent != null && (at.name.equals("item") || at.name.equals("entry"))) {
          at.parent.remove(at);
          return;
        }
      }
    }
  }

  private static String sentence(XMLStreamException fault) {
    var reason = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    var line = fault.getLocation() == null ? 0 : fault.getLocation().getLineNumber();
    if (reason.startsWith("more than")) {
      return "it has " + reason;
    }
    if (reason.contains("Element Depth")) {
      return "its elements are nested more than " + DEEPEST + " deep";
    }
    if (reason.contains("EOF") || reason.toLowerCase(Locale.ROOT).contains("end of input")) {
      return "it ends in the middle of line " + line;
    }
    return "line " + line + ": " + reason;
  }
}
