package org.courant.extract;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jdom2.Element;
import org.jdom2.IllegalAddException;
import org.jdom2.IllegalDataException;
import org.jdom2.IllegalNameException;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/// Builds the tree that Rome reads, from a parser without DTDs and with limits of its own. Where
/// the document breaks off or breaks the rules, what stood complete before it is kept.
final class RomeTree {

  private static final int DEEPEST = 200;

  private final XMLInputFactory factory = hardened();

  /// @param fault why the reading stopped early, if it did
  record Tree(Element root, @Nullable String fault) {}

  private static XMLInputFactory hardened() {
    var factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 200);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 1 << 20);
    return factory;
  }

  Tree build(String xml) throws UnreadableDocument {
    var growth = new Growth();
    try {
      growth.read(factory.createXMLStreamReader(new StringReader(xml)));
      return new Tree(required(growth.root, "it has no element"), null);
    } catch (XMLStreamException fault) {
      var root = required(growth.root, sentence(fault));
      return new Tree(withoutBroken(root, growth.open), sentence(fault));
    } catch (IllegalAddException | IllegalNameException | IllegalDataException fault) {
      throw new UnreadableDocument("is no XML: " + fault.getMessage(), fault);
    }
  }

  /// The tree so far, and the element that is open.
  private static final class Growth {
    private @Nullable Element root;
    private @Nullable Element open;

    /// Up to the root's end: what follows it is no part of the document.
    void read(XMLStreamReader reader) throws XMLStreamException {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> start(element(reader));
          case XMLStreamConstants.END_ELEMENT -> {
            open = open == null ? null : open.getParentElement();
            if (open == null) {
              return;
            }
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(open, reader);
          default -> {}
        }
      }
    }

    private void start(Element element) {
      if (open == null) {
        root = element;
      } else {
        open.addContent(element);
      }
      open = element;
    }
  }

  private static Element required(@Nullable Element root, String why) throws UnreadableDocument {
    return Optional.ofNullable(root).orElseThrow(() -> new UnreadableDocument("is no XML: " + why));
  }

  private static void append(@Nullable Element open, XMLStreamReader reader) {
    if (open != null) {
      open.addContent(reader.getText());
    }
  }

  private static Element element(XMLStreamReader reader) {
    var element =
        new Element(reader.getLocalName(), namespace(reader.getPrefix(), reader.getNamespaceURI()));
    for (var i = 0; i < reader.getAttributeCount(); i++) {
      var uri = reader.getAttributeNamespace(i);
      var prefix = reader.getAttributePrefix(i);
      var bare = uri == null || uri.isEmpty() || prefix == null || prefix.isEmpty();
      element.setAttribute(
          reader.getAttributeLocalName(i),
          reader.getAttributeValue(i),
          bare ? Namespace.NO_NAMESPACE : namespace(prefix, uri));
    }
    return element;
  }

  private static Namespace namespace(@Nullable String prefix, @Nullable String uri) {
    return uri == null || uri.isBlank()
        ? Namespace.NO_NAMESPACE
        : Namespace.getNamespace(prefix == null ? "" : prefix, uri.strip());
  }

  /// The item in which the document broke is dropped: half an article is worse than none.
  private static Element withoutBroken(Element root, @Nullable Element open) {
    for (var at = open; at != null; at = at.getParentElement()) {
      if (List.of("item", "entry").contains(at.getName())) {
        at.detach();
        return root;
      }
    }
    return root;
  }

  private static String sentence(XMLStreamException fault) {
    var reason = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    var line = fault.getLocation() == null ? 0 : fault.getLocation().getLineNumber();
    if (reason.contains("Element Depth")) {
      return "its elements are nested more than " + DEEPEST + " deep";
    }
    if (reason.contains("EOF") || reason.toLowerCase(Locale.ROOT).contains("end of input")) {
      return "it ends in the middle of line " + line;
    }
    return "line " + line + ": " + reason;
  }
}
