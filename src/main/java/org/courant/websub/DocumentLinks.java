package org.courant.websub;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.courant.fetch.Fetched;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The links at the head of a feed's document. One that cannot be read names no hub: then it is
/// pulled as before.
final class DocumentLinks {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final JsonMapper JSON = new JsonMapper();

  private DocumentLinks() {}

  static HubLinks read(Fetched.Content content) {
    int first = 0;
    while (first < content.body().length
        && content.body()[first] <= ' '
        && content.body()[first] >= 0) {
      first++;
    }
    boolean json = first < content.body().length && content.body()[first] == '{';
    try {
      return json ? json(content) : xml(content);
    } catch (XMLStreamException | JacksonException _) {
      return new HubLinks(List.of(), null);
    }
  }

  /// JSON Feed 1.1: `hubs` with the type WebSub, and `feed_url`.
  private static HubLinks json(Fetched.Content content) {
    var feed = JSON.readTree(content.body());
    var hubs = new ArrayList<URI>();
    for (var hub : feed.path("hubs")) {
      var address = HubLinks.resolve(content.address(), hub.path("url").asString(""));
      if (address != null && hub.path("type").asString("").equalsIgnoreCase("WebSub")) {
        hubs.add(address);
      }
    }
    var self = feed.path("feed_url");
    return new HubLinks(
        hubs, self.isString() ? HubLinks.resolve(content.address(), self.stringValue()) : null);
  }

  /// Atom's links, in a channel or a feed, before the first of its articles.
  private static HubLinks xml(Fetched.Content content) throws XMLStreamException {
    var reader = hardened().createXMLStreamReader(new ByteArrayInputStream(content.body()));
    var hubs = new ArrayList<URI>();
    URI self = null;
    try {
      while (reader.hasNext()) {
        if (reader.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        if (reader.getLocalName().matches("item|entry")) {
          break;
        }
        var target = target(reader, content.address());
        if (target != null && HubLinks.has(reader.getAttributeValue(null, "rel"), "hub")) {
          hubs.add(target);
        }
        boolean named = HubLinks.has(reader.getAttributeValue(null, "rel"), "self");
        self = self == null && named ? target : self;
      }
    } finally {
      reader.close();
    }
    return new HubLinks(hubs, self);
  }

  private static @Nullable URI target(XMLStreamReader reader, URI base) {
    return ATOM.equals(reader.getNamespaceURI()) && reader.getLocalName().equals("link")
        ? HubLinks.resolve(base, reader.getAttributeValue(null, "href"))
        : null;
  }

  private static XMLInputFactory hardened() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
