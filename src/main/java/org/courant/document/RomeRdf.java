package org.courant.document;

import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Content;
import com.rometools.rome.feed.rss.Description;
import com.rometools.rome.feed.rss.Item;
import java.time.Instant;
import java.util.List;
import org.jdom2.Element;
import org.jdom2.Namespace;

/// RSS 1.0 (RDF) with its Dublin Core and content modules.
final class RomeRdf {
  private static final Namespace RSS = Namespace.getNamespace("http://purl.org/rss/1.0/");

  private RomeRdf() {}

  static byte[] write(FeedMetadata feed, List<Piece> pieces, Instant updated) {
    var channel = new Channel("rss_1.0");
    channel.setUri(feed.address(FeedFormat.RDF).toString());
    channel.setTitle(RomeXml.scrub(feed.title()));
    channel.setDescription(RomeXml.scrub(feed.description()));
    channel.setLink(feed.page().toString());
    channel.setItems(pieces.stream().map(piece -> item(feed, piece)).toList());
    var tree = RomeXml.tree(channel);
    RomeXml.declare(tree, RomeXml.ATOM, RomeXml.DC);
    var root = tree.getRootElement();
    var head = root.getChild("channel", RSS);
    head.removeChildren("date", RomeXml.DC);
    head.addContent(new Element("date", RomeXml.DC).setText(updated.toString()));
    head.addContent(RomeRss.self(feed, FeedFormat.RDF));
    head.addContent(RomeRss.hub(feed));
    var items = root.getChildren("item", RSS);
    for (int i = 0; i < pieces.size(); i++) {
      mend(items.get(i), pieces.get(i));
    }
    RomeXml.style(tree, feed.publication());
    return RomeXml.print(tree);
  }

  private static Item item(FeedMetadata feed, Piece piece) {
    var article = piece.article();
    var item = new Item();
    item.setUri(article.uri());
    item.setTitle(RomeXml.scrub(article.title()));
    var page = article.url();
    item.setLink((page == null ? feed.page() : page).toString());
    if (!piece.summary().isEmpty()) {
      var description = new Description();
      description.setValue(RomeXml.scrub(piece.summary()));
      item.setDescription(description);
    }
    var content = new Content();
    content.setType("html");
    content.setValue(RomeXml.scrub(piece.html()));
    item.setContent(content);
    return item;
  }

  private static void mend(Element item, Piece piece) {
    item.removeChildren("date", RomeXml.DC);
    add(item, "date", piece.published().toString());
    add(item, "language", piece.article().language());
    piece.article().authors().forEach(author -> add(item, "creator", author));
    piece.categories().forEach(name -> add(item, "subject", name));
    item.addContent(new Element("updated", RomeXml.ATOM).setText(piece.updated().toString()));
  }

  private static void add(Element item, String name, String text) {
    item.addContent(new Element(name, RomeXml.DC).setText(RomeXml.scrub(text)));
  }
}
