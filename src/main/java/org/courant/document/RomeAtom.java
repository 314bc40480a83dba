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
import java.util.Date;
import java.util.List;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/// Atom 1.0 (RFC 4287).
final class RomeAtom {
  private static final Namespace ATOM = Namespace.getNamespace("http://www.w3.org/2005/Atom");

  private RomeAtom() {}

  static byte[] write(FeedMetadata definition, List<Piece> pieces, Instant updated) {
    var feed = feed(definition, updated);
    feed.setEntries(pieces.stream().map(piece -> entry(definition, piece)).toList());
    var tree = RomeXml.tree(feed);
    RomeXml.declare(tree);
    var root = tree.getRootElement();
    // Rome knows xml:lang as dc:language, and loses the generator.
    language(root, definition.publication().language());
    root.removeChildren("generator", ATOM);
    int first = root.indexOf(root.getChild("entry", ATOM));
    root.addContent(
        first < 0 ? root.getContentSize() : first,
        new Element("generator", ATOM).setText("Courant"));
    var entries = root.getChildren("entry", ATOM);
    for (int i = 0; i < pieces.size(); i++) {
      language(entries.get(i), pieces.get(i).article().language());
      RomeXml.picture(entries.get(i), pieces.get(i).article().image());
    }
    RomeXml.style(tree, definition.publication());
    return RomeXml.print(tree);
  }

  private static void language(Element element, String language) {
    element.removeChildren("language", RomeXml.DC);
    element.setAttribute("lang", language, Namespace.XML_NAMESPACE);
  }

  @SuppressWarnings("JavaUtilDate") // Rome takes no other
  private static Feed feed(FeedMetadata definition, Instant updated) {
    var feed = new Feed("atom_1.0");
    feed.setId(definition.uri());
    feed.setTitleEx(content(Content.TEXT, definition.title()));
    feed.setSubtitle(content(Content.TEXT, definition.description()));
    feed.setUpdated(Date.from(updated));
    feed.setRights(RomeXml.scrub(definition.publication().copyright()));
    feed.setAuthors(List.of(person(definition.publication().title())));
    feed.setAlternateLinks(List.of(link("alternate", "text/html", definition.page())));
    feed.setOtherLinks(
        List.of(
            link("self", FeedFormat.ATOM.type(), definition.address(FeedFormat.ATOM)),
            link("hub", null, definition.hub())));
    return feed;
  }

  @SuppressWarnings("JavaUtilDate") // Rome takes no other
  private static Entry entry(FeedMetadata definition, Piece piece) {
    var article = piece.article();
    var entry = new Entry();
    entry.setId(article.uri());
    entry.setTitleEx(content(Content.TEXT, article.title()));
    entry.setPublished(Date.from(piece.published()));
    entry.setUpdated(Date.from(piece.updated()));
    if (article.url() != null) {
      entry.setAlternateLinks(List.of(link("alternate", "text/html", article.url())));
    }
    entry.setAuthors(article.authors().stream().map(RomeAtom::person).toList());
    entry.setCategories(
        piece.categories().stream().map(name -> category(definition, name)).toList());
    if (!piece.summary().isEmpty()) {
      entry.setSummary(content(Content.TEXT, piece.summary()));
    }
    entry.setContents(List.of(content(Content.HTML, piece.html())));
    return entry;
  }

  private static Content content(String type, String value) {
    var content = new Content();
    content.setType(type);
    content.setValue(RomeXml.scrub(value));
    return content;
  }

  private static SyndPerson person(String name) {
    var person = new Person();
    person.setName(RomeXml.scrub(name));
    return person;
  }

  private static Link link(String rel, @Nullable String type, URI address) {
    var link = new Link();
    link.setRel(rel);
    link.setType(type);
    link.setHref(address.toString());
    return link;
  }

  private static Category category(FeedMetadata definition, String name) {
    var category = new Category();
    category.setTerm(RomeXml.scrub(name));
    if (definition.sectionTitles().containsValue(name)) {
      category.setScheme(definition.publication().url("/feeds").toString());
    }
    return category;
  }
}
