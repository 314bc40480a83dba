package org.courant.demo;

import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.courant.articlefile.ArticleFileReader;
import org.courant.extract.Item;
import org.courant.extract.UnreadableDocument;
import org.jspecify.annotations.Nullable;

/// The feed of the sample publication's partner, as a site of somebody else's would serve it (RSS
/// 2.0).
final class PartnerFeed {
  private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
  private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";

  private final Path folder;
  private final String base;

  PartnerFeed(Path folder, String base) {
    this.folder = folder;
    this.base = base;
  }

  String document() {
    var out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("rss");
      xml.writeAttribute("version", "2.0");
      xml.writeNamespace("content", CONTENT);
      xml.writeNamespace("dc", DUBLIN_CORE);
      xml.writeStartElement("channel");
      element(xml, "title", "Clinic notes");
      element(xml, "link", base + "/demo/site/partner");
      element(xml, "description", "Short notes from an invented clinic");
      element(xml, "language", "en");
      for (Item item : items()) {
        write(xml, item);
      }
      xml.writeEndDocument();
      xml.close();
      return out.toString();
    } catch (XMLStreamException | IOException | UnreadableDocument e) {
      throw new IllegalStateException("the partner's feed cannot be written: " + e.getMessage(), e);
    }
  }

  private void write(XMLStreamWriter xml, Item item) throws XMLStreamException {
    xml.writeStartElement("item");
    element(xml, "title", item.title());
    element(xml, "link", base + item.url());
    xml.writeStartElement("guid");
    xml.writeAttribute("isPermaLink", "false");
    xml.writeCharacters(item.id());
    xml.writeEndElement();
    element(xml, "description", item.summary());
    if (item.published() != null) {
      element(xml, "pubDate", RFC_1123_DATE_TIME.format(item.published().atOffset(UTC)));
    }
    for (String author : item.authors()) {
      xml.writeStartElement(DUBLIN_CORE, "creator");
      xml.writeCharacters(author);
      xml.writeEndElement();
    }
    for (String category : item.categories()) {
      element(xml, "category", category);
    }
    xml.writeStartElement(CONTENT, "encoded");
    xml.writeCharacters(item.html());
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, @Nullable String text)
      throws XMLStreamException {
    if (text != null) {
      xml.writeStartElement(name);
      xml.writeCharacters(text);
      xml.writeEndElement();
    }
  }

  private List<Item> items() throws IOException, UnreadableDocument {
    var reader = new ArticleFileReader();
    var items = new java.util.ArrayList<Item>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        items.add(reader.read(file.getFileName().toString(), Files.readAllBytes(file)).item());
      }
    }
    return items;
  }
}
