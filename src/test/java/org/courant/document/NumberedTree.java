package org.courant.document;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.ext.DefaultHandler2;

/// A document as a tree whose elements know the line they begin on: how a letter is spelled is a
/// rule of the RSS profile, and a tree alone has lost it.
final class NumberedTree extends DefaultHandler2 {
  private static final String LINE = "line";

  private final Document document;
  private final Deque<Node> open = new ArrayDeque<>();
  private @Nullable Locator locator;
  private boolean doctype;

  private NumberedTree(Document document) {
    this.document = document;
    open.addLast(document);
  }

  static Document of(byte[] bytes) throws Exception {
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
    var tree = new NumberedTree(document);
    var factory = SAXParserFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://xml.org/sax/features/namespace-prefixes", true);
    var parser = factory.newSAXParser();
    parser.setProperty("http://xml.org/sax/properties/lexical-handler", tree);
    parser.parse(new ByteArrayInputStream(bytes), tree);
    document.setUserData("doctype", tree.doctype, null);
    return document;
  }

  static boolean hasDoctype(Document document) {
    return Boolean.TRUE.equals(document.getUserData("doctype"));
  }

  /// From 1.
  static int line(Element element) {
    return element.getUserData(LINE) instanceof Integer line ? line : 1;
  }

  @Override
  public void setDocumentLocator(Locator locator) {
    this.locator = locator;
  }

  @Override
  public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) {
    doctype = true;
  }

  @Override
  public void startElement(String space, String local, String name, Attributes attributes) {
    var element = document.createElementNS(space.isEmpty() ? null : space, name);
    for (int i = 0; i < attributes.getLength(); i++) {
      var attribute = attributes.getQName(i);
      var its = attributes.getURI(i).isEmpty() ? null : attributes.getURI(i);
      element.setAttributeNS(
          attribute.equals("xmlns") || attribute.startsWith("xmlns:")
              ? XMLConstants.XMLNS_ATTRIBUTE_NS_URI
              : its,
          attribute,
          attributes.getValue(i));
    }
    element.setUserData(LINE, locator == null ? 1 : locator.getLineNumber(), null);
    open.getLast().appendChild(element);
    open.addLast(element);
  }

  @Override
  public void characters(char[] letters, int from, int length) {
    var text = new String(letters, from, length);
    var parent = open.getLast();
    if (parent.getLastChild() != null && parent.getLastChild().getNodeType() == Node.TEXT_NODE) {
      parent.getLastChild().setNodeValue(parent.getLastChild().getNodeValue() + text);
      return;
    }
    parent.appendChild(document.createTextNode(text));
  }

  @Override
  public void endElement(String space, String local, String name) {
    open.removeLast();
  }
}
