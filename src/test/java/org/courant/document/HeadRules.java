package org.courant.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/// The W3C feed validator's rules for what stands before the entries, and among them.
final class HeadRules {
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
    required(atom ? List.of("title", "id", "updated") : List.of("title", "link", "description"));
    if (!feed.hasAttribute("xml:lang")
        && FeedRules.child(feed, "language").isEmpty()
        && FeedRules.child(feed, "dc:language").isEmpty()) {
      broken.add("MissingDCLanguage");
    }
    if ("RDF".equals(feed.getParentNode().getLocalName())) {
      table();
    }
    new LinkRules(feed, broken).head(feed, location);
    order();
    numbers();
    image();
    entries();
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

  private void table() {
    if (!feed.hasAttribute("rdf:about")) {
      broken.add("MissingAttribute rdf:about");
    }
    if (FeedRules.child(feed, "items").isEmpty()) {
      broken.add("MissingElement items");
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

  /// In RSS 1.0 it stands beside the channel.
  private void image() {
    var image =
        FeedRules.child(feed, "image")
            .filter(child -> !child.hasAttribute("rdf:resource"))
            .or(() -> atom ? Optional.empty() : beside());
    if (image.isEmpty()) {
      return;
    }
    for (var name : List.of("title", "url", "link")) {
      if (text(image.get(), name).isBlank()) {
        broken.add("MissingElement image " + name);
      }
    }
    if (!text(image.get(), "link").equals(text(feed, "link"))) {
      broken.add("ImageLinkDoesntMatch");
    }
    if (!text(image.get(), "title").equals(text(feed, "title"))) {
      broken.add("ImageTitleDoesntMatch");
    }
    if (text(image.get(), "url").matches("(?i).*\\.(?!(jpg|jpeg|gif|png)$)\\w+")) {
      broken.add("ImageUrlFormat " + text(image.get(), "url"));
    }
    size(image.get(), "width", "InvalidWidth", 144);
    size(image.get(), "height", "InvalidHeight", 400);
  }

  private Optional<Element> beside() {
    return Optional.of(feed.getParentNode())
        .filter(Element.class::isInstance)
        .flatMap(parent -> FeedRules.child((Element) parent, "image"))
        .filter(child -> child.hasAttribute("rdf:about"));
  }

  private void size(Element image, String name, String rule, int most) {
    var size = text(image, name);
    if (!size.isEmpty() && (!size.matches("\\d{1,4}") || size.matches("0+"))) {
      broken.add(rule);
    } else if (!size.isEmpty() && Integer.parseInt(size) > most) {
      broken.add(rule);
    }
  }

  private static String text(Element parent, String name) {
    return FeedRules.child(parent, name).map(Element::getTextContent).orElse("");
  }

  private void entries() {
    var ids = new ArrayList<String>();
    var dates = new HashSet<String>();
    var feeds =
        feed.getLocalName().equals("channel") && feed.hasAttribute("rdf:about")
            ? (Element) feed.getParentNode()
            : feed;
    for (var item : FeedRules.children(feeds).stream().filter(FeedRules::isItem).toList()) {
      ids.add(text(item, "guid") + text(item, "id") + item.getAttribute("rdf:about"));
      if (atom && !dates.add(text(item, "updated"))) {
        broken.add("DuplicateUpdated " + text(item, "updated"));
      }
    }
    if (new HashSet<>(ids).size() < ids.size()) {
      broken.add(atom ? "DuplicateEntries" : "DuplicateValue guid");
    }
    if (atom && ids.size() > 9 && new HashSet<>(ids).size() == 1) {
      broken.add("DuplicateIds");
    }
  }
}
