package org.courant.document;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/// The W3C feed validator's rules for one entry.
final class ItemRules {
  private final Element item;
  private final List<String> broken;

  ItemRules(Element item, List<String> broken) {
    this.item = item;
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
    guid.ifPresent(this::guid);
    var names = FeedRules.children(item).stream().map(FeedRules::name).toList();
    int content = names.indexOf("content:encoded");
    int description = names.indexOf("description");
    require(
        "NeedDescriptionBeforeContent", content < 0 || (description >= 0 && description < content));
  }

  private void guid(Element guid) {
    var id = guid.getTextContent();
    var link = guid.getAttribute("isPermaLink");
    require("NotBlank guid", !id.isBlank());
    require("InvalidBooleanAttribute", Set.of("", "true", "false").contains(link));
    if (link.equals("false")) {
      require("NotSufficientlyUnique", !id.matches("\\d{1,8}"));
      return;
    }
    boolean tag = id.toLowerCase(Locale.ROOT).matches("(tag:|urn:uuid:).*");
    require("InvalidPermalink", !tag);
    require("InvalidHttpGUID", tag || AddressRules.address(id).isEmpty());
  }

  private void rdf() {
    for (var name : List.of("title", "link")) {
      require("MissingElement", text(name).isPresent());
    }
    require("MissingAttribute rdf:about", item.hasAttribute("rdf:about"));
    if (!item.getTextContent().isBlank()
        && FeedRules.children(item).stream()
            .anyMatch(child -> !FeedRules.children(child).isEmpty())) {
      broken.add("InvalidRDF a property with elements in it");
    }
  }

  private void atom() {
    for (var name : List.of("title", "id", "updated")) {
      require("MissingElement " + name, text(name).isPresent());
    }
    var feed = (Element) item.getParentNode();
    require(
        "MissingElement author",
        FeedRules.child(item, "author").or(() -> FeedRules.child(feed, "author")).isPresent());
    var links = new LinkRules(item, broken);
    links.entry();
    require("MissingContentOrAlternate", text("content").isPresent() || links.has("alternate"));
    require(
        "MissingTextualContent",
        Stream.of("content", "summary").anyMatch(n -> text(n).isPresent()));
    Stream.concat(FeedRules.children(item).stream(), FeedRules.children(feed).stream())
        .filter(child -> FeedRules.name(child).equals("author"))
        .forEach(this::author);
    FeedRules.children(item).stream()
        .filter(child -> List.of("summary", "content", "title").contains(FeedRules.name(child)))
        .forEach(this::construct);
  }

  private void author(Element author) {
    require("MissingElement name", FeedRules.child(author, "name").isPresent());
    require("ContainsEmail", !TextRules.holdsMailbox(author.getTextContent()));
  }

  private void construct(Element words) {
    var type = words.getAttribute("type");
    require("InvalidTextType " + type, Set.of("html", "text").contains(type));
    if (type.equals("html")) {
      broken.addAll(HtmlRules.html(words.getTextContent()));
    }
  }
}
