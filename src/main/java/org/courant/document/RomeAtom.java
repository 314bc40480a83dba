package org.courant.document;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.feed.synd.SyndPerson;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/// Atom 1.0 (RFC 4287).
final class RomeAtom {
  private static final Namespace ATOM = Namespace.getNamespace("http://www.w3.org/2005/Atom");

  /// RFC 6721.
  private static final Namespace TOMBSTONES =
      Namespace.getNamespace("at", "http://purl.org/atompub/tombstones/1.0");

  private RomeAtom() {}

  static Frame frame(FeedMetadata metadata, FeedContent content) {
    var tree = RomeXml.tree(feed(metadata, content));
    RomeXml.declare(tree, RomeXml.MEDIA);
    var root = tree.getRootElement();
    // Rome knows xml:lang as dc:language, and loses the generator.
    language(root, metadata.publication().language());
    root.removeChildren("generator", ATOM);
    root.addContent(new Element("generator", ATOM).setText("Courant"));
    if (content.place() instanceof Place.Archive) {
      root.addNamespaceDeclaration(RomeXml.HISTORY);
      root.addContent(new Element("archive", RomeXml.HISTORY));
    }
    if (!content.withdrawn().isEmpty()) {
      root.addNamespaceDeclaration(TOMBSTONES);
      root.addContent(content.withdrawn().stream().map(RomeAtom::tombstone).toList());
    }
    RomeXml.style(tree, metadata.publication());
    return Frame.cut(RomeXml.print(tree), "</feed>");
  }

  private static Element tombstone(Withdrawn withdrawn) {
    return new Element("deleted-entry", TOMBSTONES)
        .setAttribute("ref", withdrawn.uri())
        .setAttribute("when", seconds(withdrawn.at()));
  }

  static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void language(Element element, String language) {
    element.removeChildren("language", RomeXml.DC);
    element.setAttribute("lang", language, Namespace.XML_NAMESPACE);
  }

  @SuppressWarnings("JavaUtilDate") // Rome takes no other
  private static Feed feed(FeedMetadata metadata, FeedContent content) {
    var feed = new Feed("atom_1.0");
    feed.setId(metadata.uri());
    feed.setTitleEx(words(metadata.title()));
    feed.setSubtitle(words(metadata.description()));
    feed.setUpdated(Date.from(metadata.updated(content)));
    if (!metadata.publication().copyright().isBlank()) {
      feed.setRights(Wording.scrub(metadata.publication().copyright()));
    }
    feed.setAuthors(persons(Wording.names(List.of(metadata.publication().title()))));
    metadata.icon().map(Wording::address).ifPresent(feed::setIcon);
    feed.setAlternateLinks(List.of(link("alternate", "text/html", metadata.page())));
    feed.setOtherLinks(
        Relation.of(FeedFormat.ATOM, metadata, content.place()).stream()
            .map(relation -> link(relation.rel(), relation.type(), relation.address()))
            .toList());
    return feed;
  }

  static String entry(EntryStyle style, Piece piece) {
    var feed = new Feed("atom_1.0");
    feed.setEntries(List.of(item(style, piece)));
    var tree = RomeXml.tree(feed);
    RomeXml.declare(tree, RomeXml.MEDIA);
    var entry = tree.getRootElement().getChild("entry", ATOM);
    // Without a language of its own it would be in the feed's.
    language(entry, Wording.language(piece.article().language()).orElse("und"));
    entry.getChild("updated", ATOM).setText(moment(piece).toString());
    RomeXml.picture(entry, piece.image());
    return RomeXml.entry(tree, "entry");
  }

  /// Strict readers want no two changes at one moment (DuplicateUpdated), and many sources tell the
  /// day only: so many millionths of a second, the same for ever, part them.
  private static Instant moment(Piece piece) {
    return piece.updated().plusNanos(piece.article().id() % 1_000_000 * 1_000);
  }

  @SuppressWarnings("JavaUtilDate") // Rome takes no other
  private static Entry item(EntryStyle style, Piece piece) {
    var article = piece.article();
    var entry = new Entry();
    entry.setId(article.uri());
    entry.setTitleEx(words(piece.title()));
    piece.published().map(Date::from).ifPresent(entry::setPublished);
    entry.setUpdated(Date.from(piece.updated()));
    var url = piece.url();
    if (url != null) {
      entry.setAlternateLinks(List.of(link("alternate", "text/html", URI.create(url))));
    }
    entry.setOtherLinks(piece.files().stream().map(RomeAtom::enclosure).toList());
    entry.setAuthors(persons(piece.authors()));
    entry.setCategories(piece.categories().stream().map(name -> category(style, name)).toList());
    if (piece.summarised()) {
      entry.setSummary(words(piece.summary()));
    }
    if (!piece.html().isEmpty()) {
      entry.setContents(List.of(content(Content.HTML, piece.html())));
    } else if (url == null || !piece.summarised()) {
      // RFC 4287, section 4.1.2: an entry has an address or a content.
      entry.setContents(List.of(words(piece.summary())));
    }
    return entry;
  }

  /// Declared as HTML where a strict reader would ask.
  private static Content words(String plain) {
    var words = Wording.scrub(plain);
    return Wording.doubtful(words)
        ? content(Content.HTML, Wording.escaped(words))
        : content(Content.TEXT, words);
  }

  private static Content content(String type, String value) {
    var content = new Content();
    content.setType(type);
    content.setValue(value);
    return content;
  }

  private static List<SyndPerson> persons(List<String> names) {
    return names.stream().map(RomeAtom::person).toList();
  }

  private static SyndPerson person(String name) {
    var person = new Person();
    person.setName(name);
    return person;
  }

  private static Link link(String rel, @Nullable String type, URI address) {
    var link = new Link();
    link.setRel(rel);
    link.setType(type);
    link.setHref(Wording.address(address));
    return link;
  }

  private static Link enclosure(MediaFile file) {
    var link = new Link();
    link.setRel("enclosure");
    link.setType(file.type());
    link.setHref(file.address());
    // Rome leaves out a length of 0.
    link.setLength(file.length() == null ? 0 : file.length());
    return link;
  }

  private static Category category(EntryStyle style, Piece.Category named) {
    var category = new Category();
    category.setTerm(named.name());
    if (named.section()) {
      category.setScheme(style.scheme());
    }
    return category;
  }
}
