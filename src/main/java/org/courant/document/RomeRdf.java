package org.courant.document;

import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Item;
import java.net.URI;
import java.util.List;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;

/// RSS 1.0 (RDF) with its modules for Dublin Core, content and syndication.
final class RomeRdf {
  private static final Namespace RDF =
      Namespace.getNamespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
  private static final Namespace RSS = Namespace.getNamespace("http://purl.org/rss/1.0/");

  private RomeRdf() {}

  static Frame frame(FeedMetadata feed, FeedContent content) {
    var channel = new Channel("rss_1.0");
    channel.setUri(feed.self(FeedFormat.RDF, content.place()).toString());
    channel.setTitle(Wording.scrub(feed.title()));
    channel.setDescription(Wording.scrub(feed.description()));
    channel.setLink(Wording.address(feed.page()));
    var tree = tree(channel);
    var root = tree.getRootElement();
    var head = root.getChild("channel", RSS);
    RomeSpelling.mend(head.getChild("title", RSS));
    RomeSpelling.mend(head.getChild("description", RSS));
    head.removeChildren("items", RSS);
    feed.icon().filter(RomeRss::shown).ifPresent(icon -> picture(feed, icon, root, head));
    head.addContent(items(content));
    core(head, "language", feed.publication().language());
    if (!feed.publication().copyright().isBlank()) {
      head.addContent(
          new Element("rights", RomeXml.DC)
              .addContent(RomeSpelling.words(feed.publication().copyright())));
    }
    core(head, "publisher", feed.publication().title());
    head.removeChildren("date", RomeXml.DC);
    core(head, "date", feed.updated(content).toString());
    head.addContent(RomeRss.rhythm(feed));
    head.addContent(RomeRss.relations(FeedFormat.RDF, feed, content.place()));
    if (content.place() instanceof Place.Archive) {
      root.addNamespaceDeclaration(RomeXml.HISTORY);
      head.addContent(new Element("archive", RomeXml.HISTORY));
    }
    RomeXml.style(tree, feed.publication());
    return Frame.cut(RomeXml.print(tree), "</rdf:RDF>");
  }

  private static Document tree(Channel channel) {
    var tree = RomeXml.tree(channel);
    RomeXml.declare(tree, RomeXml.ATOM, RomeXml.CONTENT, RomeXml.DC, RomeXml.RHYTHM);
    return tree;
  }

  /// The table of contents comes before them.
  private static Element items(FeedContent content) {
    var sequence = new Element("Seq", RDF);
    for (var uri : content.uris()) {
      sequence.addContent(new Element("li", RDF).setAttribute("resource", uri, RDF));
    }
    return new Element("items", RSS).addContent(sequence);
  }

  /// The channel names its picture, which stands beside it.
  private static void picture(FeedMetadata feed, URI icon, Element root, Element head) {
    var address = Wording.address(icon);
    head.addContent(new Element("image", RSS).setAttribute("resource", address, RDF));
    root.addContent(
        new Element("image", RSS)
            .setAttribute("about", address, RDF)
            .addContent(new Element("title", RSS).addContent(RomeSpelling.words(feed.title())))
            .addContent(new Element("link", RSS).setText(Wording.address(feed.page())))
            .addContent(new Element("url", RSS).setText(address)));
  }

  static String entry(EntryStyle style, Piece piece) {
    var channel = new Channel("rss_1.0");
    channel.setUri("-");
    channel.setTitle("-");
    channel.setLink("-");
    channel.setDescription("-");
    channel.setItems(List.of(item(style, piece)));
    var tree = tree(channel);
    mend(tree.getRootElement().getChild("item", RSS), piece);
    return RomeXml.entry(tree, "item");
  }

  private static Item item(EntryStyle style, Piece piece) {
    var item = new Item();
    item.setUri(piece.article().uri());
    item.setTitle(piece.title());
    // RSS 1.0 has no item without a link.
    var page = piece.url();
    item.setLink(page == null ? style.publication().url("/feeds").toString() : page);
    item.setDescription(RomeRss.description(piece));
    if (!piece.html().isEmpty()) {
      item.setContent(RomeRss.content(piece));
    }
    return item;
  }

  private static void mend(Element item, Piece piece) {
    RomeSpelling.mend(item.getChild("title", RSS));
    item.removeChildren("date", RomeXml.DC);
    piece.published().ifPresent(date -> core(item, "date", date.toString()));
    Wording.language(piece.article().language())
        .ifPresent(language -> core(item, "language", language));
    piece.authors().forEach(author -> core(item, "creator", author));
    piece.categories().forEach(category -> core(item, "subject", category.name()));
    item.addContent(new Element("updated", RomeXml.ATOM).setText(piece.updated().toString()));
  }

  private static void core(Element parent, String name, String text) {
    parent.addContent(new Element(name, RomeXml.DC).setText(Wording.scrub(text)));
  }
}
