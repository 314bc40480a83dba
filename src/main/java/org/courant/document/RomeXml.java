package org.courant.document;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.courant.article.ArticleImage;
import org.courant.publication.Publication;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.ProcessingInstruction;
import org.jdom2.Text;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;
import org.jspecify.annotations.Nullable;

/// What RSS and Atom share: Rome's tree, mended where Rome 2.1.0 is wrong, and printed so that
/// white space in `<pre>` stays (Rome's own printing collapses or indents it).
final class RomeXml {
  static final Namespace ATOM = Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom");
  static final Namespace CONTENT =
      Namespace.getNamespace("content", "http://purl.org/rss/1.0/modules/content/");
  static final Namespace DC = Namespace.getNamespace("dc", "http://purl.org/dc/elements/1.1/");
  static final Namespace HISTORY =
      Namespace.getNamespace("fh", "http://purl.org/syndication/history/1.0");
  static final Namespace MEDIA = Namespace.getNamespace("media", "http://search.yahoo.com/mrss/");
  static final Namespace RHYTHM =
      Namespace.getNamespace("sy", "http://purl.org/rss/1.0/modules/syndication/");

  private RomeXml() {}

  static Document tree(WireFeed feed) {
    try {
      return new WireFeedOutput().outputJDom(feed);
    } catch (FeedException e) {
      throw new IllegalStateException("Rome cannot write this feed: " + e.getMessage(), e);
    }
  }

  static String print(Document tree) {
    var text = new StringWriter();
    var format = Format.getRawFormat().setEncoding("UTF-8").setLineSeparator("\n");
    // Every letter as it is; otherwise an emoji becomes a number.
    format.setEscapeStrategy(_ -> false);
    tree.getRootElement().getChildren().forEach(RomeXml::breakLines);
    breakLines(tree.getRootElement());
    try {
      new XMLOutputter(format, new RomeSpelling()).output(tree, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// The one item of a printed document, on lines of its own.
  static String entry(Document tree, String name) {
    var document = print(tree);
    var end = "</" + name + ">";
    int from = document.lastIndexOf("\n<" + name) + 1;
    return document.substring(from, document.lastIndexOf(end) + end.length()) + "\n";
  }

  /// A line per field, for whoever looks at the source; there is no text between fields that could
  /// change.
  private static void breakLines(Element element) {
    var fields = List.copyOf(element.getChildren());
    if (fields.isEmpty() && !element.getName().equals("RDF")) {
      return;
    }
    for (var field : fields) {
      element.addContent(element.indexOf(field), new Text("\n"));
    }
    element.addContent("\n");
    if (element.getName().equals("channel")) {
      element.getChildren("item").forEach(RomeXml::breakLines);
    }
  }

  /// Media RSS and no enclosure: an enclosure needs type and length, which nobody told us.
  static void picture(Element item, @Nullable ArticleImage image) {
    if (image == null) {
      return;
    }
    var address = Wording.address(image.url());
    var content = new Element("content", MEDIA);
    content.setAttribute("url", address);
    content.setAttribute("medium", "image");
    if (image.alt() != null && !image.alt().isBlank()) {
      var alt = new Element("description", MEDIA).setAttribute("type", "plain");
      content.addContent(alt.addContent(RomeSpelling.words(image.alt())));
    }
    content.addContent(new Element("thumbnail", MEDIA).setAttribute("url", address));
    item.addContent(content);
  }

  /// Browsers show no feeds any more; by this they show titles and summaries instead of a tree.
  static void style(Document tree, Publication publication) {
    var sheet = "type=\"text/css\" href=\"" + publication.url("/feed.css") + "\"";
    tree.addContent(0, new ProcessingInstruction("xml-stylesheet", sheet));
    tree.addContent(1, new Text("\n"));
  }

  /// Namespaces stand once, at the root.
  static void declare(Document tree, Namespace... namespaces) {
    for (var namespace : List.of(namespaces)) {
      tree.getRootElement().addNamespaceDeclaration(namespace);
    }
  }
}
