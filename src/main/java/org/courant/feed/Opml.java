package org.courant.feed;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.courant.publication.Publication;

/// OPML 2.0: every feed in one file that feed readers import.
final class Opml {
  private Opml() {}

  static byte[] write(Publication publication, List<FeedInfo> feeds) {
    var bytes = new ByteArrayOutputStream();
    try {
      var xml = new WstxOutputFactory().createXMLStreamWriter(bytes, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("opml");
      xml.writeAttribute("version", "2.0");
      xml.writeStartElement("head");
      xml.writeStartElement("title");
      xml.writeCharacters(publication.title());
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeStartElement("body");
      for (var feed : feeds) {
        outline(xml, publication, feed);
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("OPML cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void outline(XMLStreamWriter xml, Publication publication, FeedInfo feed)
      throws XMLStreamException {
    xml.writeEmptyElement("outline");
    xml.writeAttribute("type", "rss");
    xml.writeAttribute("text", feed.title());
    xml.writeAttribute("title", feed.title());
    xml.writeAttribute("description", feed.description());
    xml.writeAttribute("language", publication.language());
    xml.writeAttribute("version", "RSS2");
    xml.writeAttribute("htmlUrl", feed.htmlUrl().toString());
    xml.writeAttribute("xmlUrl", feed.rss().toString());
  }
}
