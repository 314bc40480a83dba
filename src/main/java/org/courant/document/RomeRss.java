package org.courant.document;

import com.rometools.rome.feed.module.DCModuleImpl;
import com.rometools.rome.feed.module.Module;
import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Content;
import com.rometools.rome.feed.rss.Description;
import com.rometools.rome.feed.rss.Guid;
import com.rometools.rome.feed.rss.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jdom2.Element;
import org.jdom2.Namespace;

/// RSS 2.0 after the RSS Advisory Board's Best Practices Profile.
final class RomeRss {
  private static final Namespace RHYTHM =
      Namespace.getNamespace("sy", "http://purl.org/rss/1.0/modules/syndication/");

  private RomeRss() {}

  static byte[] write(FeedMetadata feed, List<Piece> pieces, Instant updated) {
    var channel = channel(feed, updated);
    channel.setItems(pieces.stream().map(piece -> item(feed, piece)).toList());
    var tree = RomeXml.tree(channel);
    RomeXml.declare(tree, RomeXml.ATOM, RomeXml.DC, RHYTHM);
    var root = tree.getRootElement().getChild("channel");
    // Rome repeats by Dublin Core what RSS has said already, and has no link to the feed itself.
    root.removeChildren("date", RomeXml.DC);
    root.removeChildren("language", RomeXml.DC);
    root.removeChildren("rights", RomeXml.DC);
    root.addContent(0, self(feed, FeedFormat.RSS));
    root.addContent(1, hub(feed));
    // Four times an hour, as the ttl says to those who do not know this module.
    root.addContent(2, new Element("updatePeriod", RHYTHM).setText("hourly"));
    root.addContent(3, new Element("updateFrequency", RHYTHM).setText("4"));
    var items = root.getChildren("item");
    for (int i = 0; i < pieces.size(); i++) {
      mend(items.get(i), pieces.get(i));
    }
    RomeXml.style(tree, feed.publication());
    return RomeXml.print(tree);
  }

  @SuppressWarnings("JavaUtilDate") // Rome takes no other
  private static Channel channel(FeedMetadata feed, Instant updated) {
    var channel = new Channel("rss_2.0");
    channel.setTitle(RomeXml.scrub(feed.title()));
    channel.setDescription(RomeXml.scrub(feed.description()));
    channel.setLink(feed.page().toString());
    channel.setLanguage(feed.publication().language());
    channel.setCopyright(RomeXml.scrub(feed.publication().copyright()));
    channel.setLastBuildDate(Date.from(updated));
    channel.setDocs("https://www.rssboard.org/rss-specification");
    channel.setGenerator("Courant");
    // A quarter of an hour: what the documents' Cache-Control allows.
    channel.setTtl(15);
    return channel;
  }

  @SuppressWarnings("JavaUtilDate") // Rome takes no other
  private static Item item(FeedMetadata feed, Piece piece) {
    var article = piece.article();
    var item = new Item();
    item.setTitle(RomeXml.scrub(article.title()));
    if (article.url() != null) {
      item.setLink(article.url().toString());
    }
    var guid = new Guid();
    guid.setValue(article.uri());
    guid.setPermaLink(false);
    item.setGuid(guid);
    item.setPubDate(Date.from(piece.published()));
    if (!piece.summary().isEmpty()) {
      var description = new Description();
      description.setType("text/html");
      description.setValue(RomeXml.scrub(Piece.escaped(piece.summary())));
      item.setDescription(description);
    }
    var content = new Content();
    content.setType("html");
    content.setValue(RomeXml.scrub(piece.html()));
    item.setContent(content);
    item.setCategories(piece.categories().stream().map(name -> category(feed, name)).toList());
    var core = new DCModuleImpl();
    core.setCreators(article.authors().stream().map(RomeXml::scrub).toList());
    item.setModules(new ArrayList<Module>(List.of(core)));
    return item;
  }

  private static Category category(FeedMetadata feed, String name) {
    var category = new Category();
    category.setValue(RomeXml.scrub(name));
    if (feed.sectionTitles().containsValue(name)) {
      category.setDomain(feed.publication().url("/feeds").toString());
    }
    return category;
  }

  static Element self(FeedMetadata feed, FeedFormat format) {
    return new Element("link", RomeXml.ATOM)
        .setAttribute("rel", "self")
        .setAttribute("type", format.type())
        .setAttribute("href", feed.address(format).toString());
  }

  static Element hub(FeedMetadata feed) {
    return new Element("link", RomeXml.ATOM)
        .setAttribute("rel", "hub")
        .setAttribute("href", feed.hub().toString());
  }

  /// RSS has no date of change and no language of an item.
  private static void mend(Element item, Piece piece) {
    var article = piece.article();
    item.removeChildren("date", RomeXml.DC);
    item.removeChildren("language", RomeXml.DC);
    item.addContent(new Element("updated", RomeXml.ATOM).setText(piece.updated().toString()));
    item.addContent(new Element("language", RomeXml.DC).setText(article.language()));
    RomeXml.picture(item, article.image());
  }
}
