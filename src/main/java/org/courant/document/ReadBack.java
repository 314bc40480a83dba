package org.courant.document;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.courant.document.FeedGate.Read;
import org.courant.document.FeedGate.ReadItem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads our documents with other parsers than those that wrote them.
final class ReadBack {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

  private ReadBack() {}

  static Read xml(byte[] document) throws UnreadableFeed {
    try {
      var factory = new WstxInputFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
      return walk(factory.createXMLStreamReader(new ByteArrayInputStream(document)));
    } catch (XMLStreamException e) {
      throw new UnreadableFeed("is not well-formed: " + firstLine(e), e);
    }
  }

  private static Read walk(XMLStreamReader xml) throws XMLStreamException {
    var feed = new HashMap<String, String>();
    var addresses = new ArrayList<String>();
    var items = new ArrayList<ReadItem>();
    Map<String, String> here = feed;
    String name = "";
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          name = (xml.getPrefix().isEmpty() ? "" : xml.getPrefix() + ":") + xml.getLocalName();
          here = isItem(name) ? new HashMap<>() : here;
          addAbout(xml, here);
          addAddresses(xml, addresses);
        }
        case XMLStreamConstants.CHARACTERS -> here.merge(name, xml.getText(), String::concat);
        case XMLStreamConstants.END_ELEMENT -> {
          name = "";
          if (isItem(xml.getLocalName())) {
            items.add(item(here, addresses));
            here = feed;
          }
        }
        default -> {}
      }
    }
    addLink(feed, addresses);
    return new Read(feed.get("title"), addresses, items);
  }

  private static boolean isItem(String name) {
    return name.equals("item") || name.equals("entry");
  }

  /// The id of an item of RSS 1.0.
  private static void addAbout(XMLStreamReader xml, Map<String, String> fields) {
    var about = xml.getAttributeValue(RDF, "about");
    if (about != null) {
      fields.put("about", about);
    }
  }

  private static void addAddresses(XMLStreamReader xml, List<String> addresses) {
    for (var attribute : List.of("href", "url")) {
      var address = xml.getAttributeValue(null, attribute);
      if (address != null) {
        addresses.add(address);
      }
    }
  }

  private static void addLink(Map<String, String> fields, List<String> addresses) {
    var link = fields.get("link");
    if (link != null) {
      addresses.add(link);
    }
  }

  private static ReadItem item(Map<String, String> fields, List<String> addresses) {
    addLink(fields, addresses);
    if (fields.containsKey("about")) {
      return new ReadItem(
          fields.get("about"),
          fields.get("title"),
          fields.get("dc:date"),
          fields.get("atom:updated"),
          fields.get("content:encoded"));
    }
    boolean rss = fields.containsKey("guid");
    return rss
        ? new ReadItem(
            fields.get("guid"),
            fields.get("title"),
            fields.get("pubDate"),
            fields.get("atom:updated"),
            fields.get("content:encoded"))
        : new ReadItem(
            fields.get("id"),
            fields.get("title"),
            fields.get("published"),
            fields.get("updated"),
            fields.get("content"));
  }

  static Read json(byte[] document) throws UnreadableFeed {
    try {
      var feed = JSON.readTree(document);
      var addresses = new ArrayList<String>();
      addresses.add(String.valueOf(text(feed, "home_page_url")));
      addresses.add(String.valueOf(text(feed, "feed_url")));
      var items =
          StreamSupport.stream(feed.path("items").spliterator(), false)
              .map(item -> item(item, addresses))
              .toList();
      return new Read(text(feed, "title"), addresses, items);
    } catch (JacksonException e) {
      throw new UnreadableFeed("is no JSON: " + firstLine(e), e);
    }
  }

  private static ReadItem item(JsonNode item, List<String> addresses) {
    for (var name : List.of("url", "image")) {
      var address = text(item, name);
      if (address != null) {
        addresses.add(address);
      }
    }
    return new ReadItem(
        text(item, "id"),
        text(item, "title"),
        text(item, "date_published"),
        text(item, "date_modified"),
        text(item, "content_html"));
  }

  private static @Nullable String text(JsonNode node, String name) {
    var value = node.path(name);
    return value.isString() ? value.stringValue() : null;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
