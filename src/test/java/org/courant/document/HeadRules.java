package org.courant.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.w3c.dom.Element;

/// The W3C feed validator's rules for what stands before the entries.
final class HeadRules {
  private static final Set<String> RELATIONS =
      Set.of("alternate", "self", "hub", "current", "prev-archive", "next-archive");
  private static final Set<String> PERIODS =
      Set.of("hourly", "daily", "weekly", "monthly", "yearly");

  private final Element feed;
  private final List<String> broken;
  private final boolean atom;

  HeadRules(Element feed, List<String> broken) {
    this.feed = feed;
    this.broken = broken;
    this.atom = feed.getLocalName().equals("feed");
  }

  void check(String location) {
    var space = String.valueOf(feed.getNamespaceURI());
    if (!Set.of("null", "http://purl.org/rss/1.0/", "http://www.w3.org/2005/Atom")
        .contains(space)) {
      broken.add("ObsoleteNamespace " + space);
    }
    required(atom ? List.of("title", "id", "updated") : List.of("title", "link", "description"));
    if (!feed.hasAttribute("xml:lang")
        && FeedRules.child(feed, "language").isEmpty()
        && FeedRules.child(feed, "dc:language").isEmpty()) {
      broken.add("MissingDCLanguage");
    }
    links(location);
    order();
    numbers();
    image();
    words();
    ids();
  }

  private void required(List<String> names) {
    for (var name : names) {
      var child = FeedRules.child(feed, name);
      if (child.isEmpty()) {
        broken.add(
            atom
                ? "MissingElement " + name
                : "Missing" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
      }
    }
  }

  private void links(String location) {
    var seen = new HashSet<String>();
    var links =
        FeedRules.children(feed).stream().filter(child -> child.hasAttribute("href")).toList();
    for (var link : links) {
      var rel = link.getAttribute("rel");
      if (!RELATIONS.contains(rel)) {
        broken.add("UnregisteredAtomLinkRel " + rel);
      }
      if (!seen.add(rel + " " + link.getAttribute("type") + link.getAttribute("hreflang"))) {
        broken.add("DuplicateAtomLink " + rel);
      }
      if (!link.getTextContent().isBlank()) {
        broken.add("AtomLinkNotEmpty");
      }
    }
    self(links, location);
    boolean archive = FeedRules.child(feed, "fh:archive").isPresent();
    if (archive && links.stream().noneMatch(link -> link.getAttribute("rel").equals("current"))) {
      broken.add("MissingCurrentInArchive");
    }
  }

  private void self(List<Element> links, String location) {
    var self = links.stream().filter(link -> link.getAttribute("rel").equals("self")).toList();
    if (self.isEmpty()) {
      broken.add(atom ? "MissingSelf" : "MissingAtomSelfLink");
    }
    for (var link : self) {
      var href = link.getAttribute("href");
      if (!href.contains("://")) {
        broken.add("RelativeSelf " + href);
      }
      if (!href.equals(location)) {
        broken.add("SelfDoesntMatchLocation " + href);
      }
      if (!link.getAttribute("type").matches("application/(atom|rss|rdf)\\+xml")) {
        broken.add("SelfNotAtom");
      }
    }
  }

  /// All of the head before the first entry.
  private void order() {
    boolean entries = false;
    for (var child : FeedRules.children(feed)) {
      entries |= FeedRules.isItem(child);
      if (entries && !FeedRules.isItem(child)) {
        broken.add((atom ? "MisplacedMetadata " : "MisplacedItem ") + FeedRules.name(child));
      }
    }
  }

  private void numbers() {
    for (var name : List.of("ttl", "sy:updateFrequency")) {
      FeedRules.child(feed, name)
          .filter(child -> !child.getTextContent().matches("[1-9]\\d*"))
          .ifPresent(_ -> broken.add("InvalidPositiveInteger " + name));
    }
    FeedRules.child(feed, "sy:updatePeriod")
        .filter(child -> !PERIODS.contains(child.getTextContent()))
        .ifPresent(_ -> broken.add("InvalidUpdatePeriod"));
  }

  private void image() {
    var image = FeedRules.child(feed, "image").filter(child -> !child.hasAttribute("rdf:resource"));
    if (image.isEmpty()) {
      return;
    }
    if (!text(image.get(), "link").equals(text(feed, "link"))) {
      broken.add("ImageLinkDoesntMatch");
    }
    if (!text(image.get(), "title").equals(text(feed, "title"))) {
      broken.add("ImageTitleDoesntMatch");
    }
    if (text(image.get(), "url").matches("(?i).*\\.(?!jpg|jpeg|gif|png)\\w+")) {
      broken.add("ImageUrlFormat " + text(image.get(), "url"));
    }
    if (!text(image.get(), "width").isEmpty() && Integer.parseInt(text(image.get(), "width")) < 1) {
      broken.add("InvalidWidth");
    }
  }

  private static String text(Element parent, String name) {
    return FeedRules.child(parent, name).map(Element::getTextContent).orElse("");
  }

  private void words() {
    for (var name :
        List.of("title", "description", "subtitle", "rights", "copyright", "dc:rights")) {
      FeedRules.child(feed, name)
          .filter(child -> !child.getAttribute("type").equals("html"))
          .map(child -> HtmlRules.plain(child.getTextContent(), !atom, false))
          .ifPresent(broken::addAll);
    }
  }

  private void ids() {
    var ids = new ArrayList<String>();
    var feeds =
        feed.getLocalName().equals("channel") && feed.hasAttribute("rdf:about")
            ? (Element) feed.getParentNode()
            : feed;
    for (var item : FeedRules.children(feeds).stream().filter(FeedRules::isItem).toList()) {
      ids.add(text(item, "guid") + text(item, "id") + item.getAttribute("rdf:about"));
    }
    if (new HashSet<>(ids).size() < ids.size()) {
      broken.add(atom ? "DuplicateEntries" : "DuplicateValue guid");
    }
  }
}
