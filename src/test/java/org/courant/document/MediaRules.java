package org.courant.document;

import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/// The W3C feed validator's rules for enclosures, Media RSS and podcasts.
final class MediaRules {
  private static final Set<String> MEDIA =
      Set.of("image", "audio", "video", "document", "executable");

  private final List<String> broken;

  MediaRules(List<String> broken) {
    this.broken = broken;
  }

  /// @param numbered whether its line spells a letter by its number
  void check(Element element, boolean numbered) {
    switch (FeedRules.name(element)) {
      case "enclosure" -> enclosure(element);
      case "media:content" -> content(element);
      case "media:description" -> {
        require("InvalidMediaTextType", Set.of("", "plain").contains(element.getAttribute("type")));
        HtmlRules.plain(element.getTextContent(), numbered, false)
            .forEach(rule -> broken.add("ContainsUndeclaredHTML " + rule));
      }
      default -> {}
    }
  }

  private void enclosure(Element enclosure) {
    var length = enclosure.getAttribute("length");
    require("InvalidIntegerAttribute", length.matches("-?\\d+"));
    require("UseZeroForUnknown", !length.equals("-1"));
    require("InvalidNonNegativeInteger", !length.startsWith("-") || length.equals("-1"));
    require("InvalidMIMEAttribute", TextRules.isType(enclosure.getAttribute("type")));
    AddressRules.file(enclosure.getAttribute("url")).ifPresent(broken::add);
  }

  private void content(Element content) {
    var type = content.getAttribute("type");
    var medium = content.getAttribute("medium");
    require("InvalidMIMEAttribute", type.isEmpty() || TextRules.isType(type));
    require("InvalidMediaMedium " + medium, medium.isEmpty() || MEDIA.contains(medium));
    require(
        "InvalidFloat",
        !content.hasAttribute("duration") || content.getAttribute("duration").matches("\\d+"));
    for (var size : List.of("fileSize", "width", "height")) {
      require(
          "InvalidPositiveInteger",
          !content.hasAttribute(size) || content.getAttribute(size).matches("[1-9]\\d*"));
    }
  }

  private void require(String rule, boolean met) {
    if (!met) {
      broken.add(rule);
    }
  }

  /// One element of a podcast makes a podcast of the whole feed, and asks for what only its maker
  /// knows.
  static void podcast(Element element, List<String> broken) {
    var feed = feed(element);
    for (var name : List.of("itunes:category", "itunes:explicit")) {
      if (FeedRules.child(feed, name).isEmpty()) {
        broken.add("MissingItunesElement " + name);
      }
    }
    if (FeedRules.child(feed, "itunes:owner").isEmpty()) {
      broken.add("MissingItunesEmail");
    }
    if (FeedRules.name(element).equals("itunes:duration")
        && !element.getTextContent().matches("\\d+(:[0-5]\\d(:[0-5]\\d)?)?")) {
      broken.add("InvalidDuration " + element.getTextContent());
    }
    FeedRules.child((Element) element.getParentNode(), "enclosure")
        .map(file -> file.getAttribute("url"))
        .filter(url -> !url.matches(".*\\.(m4a|mp3|mov|mp4|m4v|pdf|epub)"))
        .ifPresent(url -> broken.add("UnsupportedItunesFormat " + url));
  }

  private static Element feed(Element element) {
    var parent = (Element) element.getParentNode();
    return FeedRules.isItem(parent) ? (Element) parent.getParentNode() : parent;
  }
}
