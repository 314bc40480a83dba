package org.courant.document;

import com.rometools.rome.feed.module.DCModuleImpl;
import com.rometools.rome.feed.module.Module;
import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Content;
import com.rometools.rome.feed.rss.Description;
import com.rometools.rome.feed.rss.Enclosure;
import com.rometools.rome.feed.rss.Guid;
import com.rometools.rome.feed.rss.Image;
import com.rometools.rome.feed.rss.Item;
import java.net.URI;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.courant.publication.Publication;
import org.jdom2.Document;
import org.jdom2.Element;

/// RSS 2.0 after the RSS Advisory Board's Best Practices Profile.
final class RomeRss {
  private static final Pattern MAILBOX =
      Pattern.compile("[A-Za-z0-9_+.'-]+@([A-Za-z0-9-]+\\.)+[A-Za-z0-9][A-Za-z0-9-]*");
  private static final Pattern OTHER_PICTURE =
      Pattern.compile("(?i).*\\.(?!jpg$|jpeg$|gif$|png$)\\w+");

  private RomeRss() {}

  static Frame frame(FeedMetadata feed, FeedContent content) {
    var channel = channel(feed, content);
    var tree = tree(channel);
    var root = tree.getRootElement().getChild("channel");
    // Rome repeats by Dublin Core what RSS has said already, and has no link to the feed itself.
    root.removeChildren("date", RomeXml.DC);
    root.removeChildren("language", RomeXml.DC);
    root.removeChildren("rights", RomeXml.DC);
    for (var name : List.of("title", "description", "copyright", "managingEditor")) {
      root.getChildren(name).forEach(RomeSpelling::mend);
    }
    root.getChildren("image").forEach(RomeRss::mendImage);
    root.addContent(0, relations(FeedFormat.RSS, feed, content.place()));
    root.addContent(rhythm(feed));
    if (content.place() instanceof Place.Archive) {
      tree.getRootElement().addNamespaceDeclaration(RomeXml.HISTORY);
      root.addContent(0, new Element("archive", RomeXml.HISTORY));
    }
    RomeXml.style(tree, feed.publication());
    return Frame.cut(RomeXml.print(tree), "</channel>");
  }

  private static Document tree(Channel channel) {
    var tree = RomeXml.tree(channel);
    RomeXml.declare(tree, RomeXml.ATOM, RomeXml.CONTENT, RomeXml.DC);
    RomeXml.declare(tree, RomeXml.MEDIA, RomeXml.RHYTHM);
    return tree;
  }

  @SuppressWarnings("JavaUtilDate") // Rome takes no other
  private static Channel channel(FeedMetadata feed, FeedContent content) {
    var channel = new Channel("rss_2.0");
    channel.setTitle(Wording.scrub(feed.title()));
    channel.setDescription(Wording.scrub(feed.description()));
    channel.setLink(Wording.address(feed.page()));
    channel.setLanguage(feed.publication().language());
    channel.setCopyright(Wording.scrub(feed.publication().copyright()));
    editor(feed.publication()).ifPresent(channel::setManagingEditor);
    channel.setLastBuildDate(Date.from(feed.updated(content)));
    channel.setDocs("https://www.rssboard.org/rss-specification");
    channel.setGenerator("Courant");
    channel.setTtl(Rhythm.of(feed.rhythm()).ttl());
    feed.icon().filter(RomeRss::shown).map(icon -> image(feed, icon)).ifPresent(channel::setImage);
    return channel;
  }

  /// `user@host (Name)`: a name that closes the bracket itself would be read as an address.
  private static Optional<String> editor(Publication publication) {
    var mailbox = publication.contact();
    var name = Wording.names(List.of(publication.title())).stream().findFirst();
    return MAILBOX.matcher(mailbox).matches()
        ? name.map(words -> mailbox + " (" + words.replaceAll("[()\\\\]", "") + ")")
        : Optional.empty();
  }

  /// RSS knows GIF, JPEG and PNG.
  static boolean shown(URI icon) {
    return !OTHER_PICTURE.matcher(Wording.address(icon)).matches();
  }

  /// Rome writes a size that it was not told.
  private static void mendImage(Element image) {
    image.removeChildren("width");
    image.removeChildren("height");
    RomeSpelling.mend(image.getChild("title"));
  }

  /// Title and link are the channel's; without a size it is shown 88 wide and 31 high, or as large
  /// as a reader likes.
  private static Image image(FeedMetadata feed, URI icon) {
    var image = new Image();
    image.setUrl(Wording.address(icon));
    image.setTitle(Wording.scrub(feed.title()));
    image.setLink(Wording.address(feed.page()));
    return image;
  }

  static List<Element> relations(FeedFormat format, FeedMetadata feed, Place place) {
    return Relation.of(format, feed, place).stream().map(RomeRss::link).toList();
  }

  private static Element link(Relation relation) {
    var link = new Element("link", RomeXml.ATOM).setAttribute("rel", relation.rel());
    if (relation.type() != null) {
      link.setAttribute("type", relation.type());
    }
    return link.setAttribute("href", Wording.address(relation.address()));
  }

  static List<Element> rhythm(FeedMetadata feed) {
    var rhythm = Rhythm.of(feed.rhythm());
    return List.of(
        new Element("updatePeriod", RomeXml.RHYTHM).setText(rhythm.period().word()),
        new Element("updateFrequency", RomeXml.RHYTHM)
            .setText(Integer.toString(rhythm.frequency())));
  }

  static String entry(EntryStyle style, Piece piece) {
    var channel = new Channel("rss_2.0");
    channel.setTitle("-");
    channel.setLink("-");
    channel.setDescription("-");
    channel.setItems(List.of(item(style, piece)));
    var tree = tree(channel);
    mend(tree.getRootElement().getChild("channel").getChild("item"), piece);
    return RomeXml.entry(tree, "item");
  }

  @SuppressWarnings("JavaUtilDate") // Rome takes no other
  private static Item item(EntryStyle style, Piece piece) {
    var article = piece.article();
    var item = new Item();
    item.setTitle(piece.title());
    item.setLink(piece.url());
    var guid = new Guid();
    guid.setValue(article.uri());
    guid.setPermaLink(false);
    item.setGuid(guid);
    piece.published().map(Date::from).ifPresent(item::setPubDate);
    item.setDescription(description(piece));
    if (!piece.html().isEmpty()) {
      item.setContent(content(piece));
    }
    item.setCategories(piece.categories().stream().map(name -> category(style, name)).toList());
    // One at most: readers keep the first or the last, and validators ask for one.
    item.setEnclosures(MediaFile.first(piece.files()).map(RomeRss::enclosure).stream().toList());
    var core = new DCModuleImpl();
    core.setCreators(piece.authors());
    item.setModules(new ArrayList<Module>(List.of(core)));
    return item;
  }

  /// HTML, and before the text itself for readers that take the first they find.
  static Description description(Piece piece) {
    var description = new Description();
    description.setType("text/html");
    description.setValue(Wording.escaped(piece.summary()));
    return description;
  }

  static Content content(Piece piece) {
    var content = new Content();
    content.setType("html");
    content.setValue(piece.html());
    return content;
  }

  private static Enclosure enclosure(MediaFile file) {
    var enclosure = new Enclosure();
    enclosure.setUrl(file.address());
    enclosure.setType(file.type());
    enclosure.setLength(file.length() == null ? 0 : file.length());
    return enclosure;
  }

  private static Category category(EntryStyle style, Piece.Category named) {
    var category = new Category();
    category.setValue(named.name());
    if (named.section()) {
      category.setDomain(style.scheme());
    }
    return category;
  }

  /// RSS has no date of change and no language of an item.
  private static void mend(Element item, Piece piece) {
    item.removeChildren("date", RomeXml.DC);
    item.removeChildren("language", RomeXml.DC);
    RomeSpelling.mend(item.getChild("title"));
    item.getChildren("category").forEach(RomeSpelling::mend);
    item.addContent(new Element("updated", RomeXml.ATOM).setText(piece.updated().toString()));
    Wording.language(piece.article().language())
        .map(language -> new Element("language", RomeXml.DC).setText(language))
        .ifPresent(item::addContent);
    MediaFile.first(piece.files()).map(RomeRss::playing).ifPresent(item::addContent);
    RomeXml.picture(item, piece.image());
  }

  /// How long it plays. In the words of podcasts it would make a podcast of the feed, and ask for a
  /// category and an owner there.
  private static List<Element> playing(MediaFile file) {
    return file.seconds() == null
        ? List.of()
        : List.of(
            new Element("content", RomeXml.MEDIA)
                .setAttribute("url", file.address())
                .setAttribute("type", file.type())
                .setAttribute("duration", Long.toString(file.seconds())));
  }
}
