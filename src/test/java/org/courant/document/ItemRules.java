package org.courant.document;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/// The W3C feed validator's rules for one entry.
final class ItemRules {
  private final Element item;
  private final List<String> lines;
  private final List<String> broken;

  /// @param lines of the document that spell a letter by its number
  ItemRules(Element item, List<String> lines, List<String> broken) {
    this.item = item;
    this.lines = lines;
    this.broken = broken;
  }

  void check(Element root) {
    switch (root.getLocalName()) {
      case "rss" -> rss();
      case "feed" -> atom();
      default -> rdf();
    }
    for (var name : List.of("description", "content:encoded")) {
      text(name).map(HtmlRules::html).ifPresent(broken::addAll);
    }
    FeedRules.children(item).stream()
        .filter(child -> List.of("summary", "content", "title").contains(FeedRules.name(child)))
        .forEach(this::construct);
    FeedRules.child(item, "media:content").stream()
        .flatMap(media -> FeedRules.child(media, "media:description").stream())
        .map(Element::getTextContent)
        .forEach(alt -> broken.addAll(HtmlRules.plain(alt, isNumbered(alt), false)));
  }

  private Optional<String> text(String name) {
    return FeedRules.child(item, name).map(Element::getTextContent);
  }

  private void require(String rule, boolean met) {
    if (!met) {
      broken.add(rule + " " + text("title").orElse(""));
    }
  }

  private void rss() {
    require(
        "ItemMustContainTitleOrDescription",
        text("title").isPresent() || text("description").isPresent());
    var guid = FeedRules.child(item, "guid");
    require("MissingGuid", guid.isPresent());
    guid.filter(id -> !id.getAttribute("isPermaLink").equals("false"))
        .filter(id -> id.getTextContent().matches("(?i)(tag|urn):.*"))
        .ifPresent(id -> broken.add("InvalidPermalink " + id.getTextContent()));
    var names = FeedRules.children(item).stream().map(FeedRules::name).toList();
    int content = names.indexOf("content:encoded");
    int description = names.indexOf("description");
    require(
        "NeedDescriptionBeforeContent", content < 0 || (description >= 0 && description < content));
    words("title", true);
    for (var category : all("category")) {
      broken.addAll(HtmlRules.plain(category, isNumbered(category), true));
    }
    for (var enclosure : FeedRules.children(item)) {
      if (FeedRules.name(enclosure).equals("enclosure")) {
        require("InvalidNonNegativeInteger", enclosure.getAttribute("length").matches("\\d+"));
        require("InvalidMIMEAttribute", enclosure.getAttribute("type").matches("\\S+/\\S+"));
      }
    }
  }

  private void rdf() {
    for (var name : List.of("title", "link")) {
      require("MissingElement", text(name).isPresent());
    }
    require("MissingAttribute rdf:about", item.hasAttribute("rdf:about"));
    words("title", false);
    if (!item.getTextContent().isBlank()
        && FeedRules.children(item).stream()
            .anyMatch(child -> !FeedRules.children(child).isEmpty())) {
      broken.add("InvalidRDF a property with elements in it");
    }
  }

  private void atom() {
    for (var name : List.of("title", "id", "updated")) {
      require("MissingElement", text(name).isPresent());
    }
    var feed = (Element) item.getParentNode();
    require(
        "MissingElement author",
        FeedRules.child(item, "author").or(() -> FeedRules.child(feed, "author")).isPresent());
    var links = FeedRules.children(item).stream().filter(link -> link.hasAttribute("rel")).toList();
    require(
        "MissingContentOrAlternate",
        text("content").isPresent()
            || links.stream().anyMatch(link -> link.getAttribute("rel").equals("alternate")));
    require(
        "MissingTextualContent",
        Stream.of("content", "summary").anyMatch(n -> text(n).isPresent()));
    var seen = new HashSet<String>();
    for (var link : links) {
      // Of alternates one for a type (RFC 4287, section 4.1.2), of files each once.
      boolean file = link.getAttribute("rel").equals("enclosure");
      require(
          "DuplicateAtomLink",
          seen.add(link.getAttribute("rel") + link.getAttribute(file ? "href" : "type")));
    }
    for (var author : FeedRules.children(item)) {
      if (author.getLocalName().equals("author")) {
        var name = author.getTextContent().strip();
        broken.addAll(HtmlRules.plain(name, false, false));
        require("ContainsEmail", !name.matches("(?s).*<[\\w+.'-]+@[\\w.-]+>.*"));
      }
    }
  }

  private void construct(Element words) {
    boolean html = words.getAttribute("type").equals("html");
    boolean text = words.getAttribute("type").equals("text");
    var value = words.getTextContent();
    if (html) {
      broken.addAll(HtmlRules.html(value));
    }
    if (text) {
      HtmlRules.plain(value, false, false)
          .forEach(rule -> broken.add(rule.replace("ContainsHTML", "ContainsUndeclaredHTML")));
    }
    if (value.isBlank()) {
      broken.add("NotBlank " + words.getLocalName());
    }
  }

  private void words(String name, boolean rss) {
    text(name).ifPresent(words -> broken.addAll(HtmlRules.plain(words, isNumbered(words), rss)));
  }

  private List<String> all(String name) {
    return FeedRules.children(item).stream()
        .filter(child -> FeedRules.name(child).equals(name))
        .map(Element::getTextContent)
        .toList();
  }

  /// Whether the line that says these words spells a letter by its number.
  private boolean isNumbered(String words) {
    var some = words.strip().codePoints().takeWhile(c -> c != '&' && c != '<' && c != '>').count();
    var begin = words.strip().substring(0, words.strip().offsetByCodePoints(0, (int) some));
    return lines.stream().anyMatch(line -> line.contains(">" + begin));
  }
}
