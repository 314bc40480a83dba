package org.courant.document;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/// The W3C feed validator's rules for Atom's links, in whichever kind of feed they stand.
final class LinkRules {
  /// Of the feed's own: neither its first nor its last page, which Courant has not.
  private static final Set<String> HEAD =
      Set.of("alternate", "self", "hub", "current", "prev-archive", "next-archive");

  private static final Set<String> ENTRY = Set.of("alternate", "enclosure");
  private static final Set<String> HISTORY =
      Set.of("current", "first", "last", "next", "next-archive", "prev-archive", "previous");

  private final List<Element> links;
  private final List<String> broken;

  LinkRules(Element parent, List<String> broken) {
    this.links =
        FeedRules.children(parent).stream()
            .filter(child -> child.getLocalName().equals("link") && !Grammar.hasWords(child))
            .toList();
    this.broken = broken;
    for (var child : FeedRules.children(parent)) {
      if (child.hasAttribute("href") && Grammar.hasWords(child)) {
        broken.add("AtomLinkNotEmpty");
      }
    }
  }

  void entry() {
    for (var link : links) {
      if (HISTORY.contains(link.getAttribute("rel"))) {
        broken.add("FeedHistoryRelInEntry " + link.getAttribute("rel"));
      }
    }
    each(ENTRY);
  }

  void head(Element feed, String location) {
    each(HEAD);
    self(feed, location);
    if (FeedRules.child(feed, "fh:archive").isEmpty()) {
      return;
    }
    if (!has("current")) {
      broken.add("MissingCurrentInArchive");
    }
    if (!has("prev-archive") && !has("next-archive")) {
      broken.add("ArchiveIncomplete");
    }
  }

  boolean has(String relation) {
    return links.stream().anyMatch(link -> link.getAttribute("rel").equals(relation));
  }

  private void each(Set<String> known) {
    var seen = new HashSet<String>();
    for (var link : links) {
      var rel = link.getAttribute("rel");
      var type = link.getAttribute("type");
      if (rel.isEmpty()) {
        broken.add("AttrNotBlank link@rel");
      } else if (!known.contains(rel)) {
        broken.add("UnregisteredAtomLinkRel " + rel);
      }
      // Of alternates one for a type (RFC 4287, section 4.1.2), of files each once.
      boolean file = rel.equals("enclosure");
      if (!seen.add(rel + " " + (file ? link.getAttribute("href") : type))) {
        broken.add("DuplicateAtomLink " + rel);
      }
      if (link.hasAttribute("type") && !TextRules.isType(type)) {
        broken.add("InvalidMIMEType " + type);
      }
      if (link.hasAttribute("length") && !link.getAttribute("length").matches("\\d+")) {
        broken.add("InvalidNonNegativeInteger " + link.getAttribute("length"));
      }
    }
  }

  private void self(Element feed, String location) {
    if (!has("self")) {
      broken.add(feed.getLocalName().equals("feed") ? "MissingSelf" : "MissingAtomSelfLink");
    }
    for (var link : links) {
      if (!link.getAttribute("rel").equals("self")) {
        continue;
      }
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
}
