package org.courant.extract;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The links at the head of a document, never those of its articles: of a feed of any kind, read
/// around the same faults as by [FeedReader], and of a web page (WebSub, section 4).
public final class HeadLinks {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern PAGE =
      Pattern.compile("(?is)\\s*(?:<!--.*?-->\\s*)*<(!doctype\\s+)?html\\b.*");

  private HeadLinks() {}

  /// @param rel one or several names, as written
  /// @param href possibly relative to the document
  public record Link(String rel, String href) {}

  /// Empty where nothing can be read.
  ///
  /// @param contentType the HTTP header as it came, null for a file
  public static List<Link> of(byte[] body, @Nullable String contentType, URI address) {
    if (body.length > FeedReader.LARGEST) {
      return List.of();
    }
    var text = FeedText.decode(body, contentType, new ArrayList<>());
    if (text.isBlank()) {
      return List.of();
    }
    if (FeedReader.isJson(text)) {
      return json(text);
    }
    return PAGE.matcher(text.substring(0, Math.min(text.length(), 4096))).matches()
        ? page(text, address)
        : feed(text).orElseGet(() -> page(text, address));
  }

  /// JSON Feed 1.1: `hubs` with the type WebSub, and `feed_url`.
  private static List<Link> json(String text) {
    var links = new ArrayList<Link>();
    try {
      var feed = JSON.readTree(text);
      for (var hub : feed.path("hubs")) {
        if (hub.path("type").asString("").equalsIgnoreCase("WebSub")) {
          links.add(new Link("hub", hub.path("url").asString("")));
        }
      }
      links.add(new Link("self", feed.path("feed_url").asString("")));
    } catch (JacksonException _) {
      return List.of();
    }
    return links.stream().filter(link -> !link.href().isBlank()).toList();
  }

  /// Atom's links in a channel or a feed; empty when it is no feed.
  private static Optional<List<Link>> feed(String text) {
    XmlElement root;
    try {
      root = new XmlFeedReader().root(text);
    } catch (UnreadableDocument _) {
      return Optional.empty();
    }
    if (root == null || !root.name.toLowerCase(Locale.ROOT).matches("feed|rss|rdf|channel")) {
      return Optional.empty();
    }
    var channels = root.children().stream().filter(child -> child.name.equalsIgnoreCase("channel"));
    return Optional.of(Stream.concat(Stream.of(root), channels).flatMap(HeadLinks::links).toList());
  }

  private static Stream<Link> links(XmlElement head) {
    return Stream.concat(
            head.children(Vocabulary.ATOM, "link").stream(),
            head.children(Vocabulary.RSS, "link").stream())
        .flatMap(link -> link(link).stream());
  }

  private static Optional<Link> link(XmlElement link) {
    var rel = link.attribute("rel");
    var href = link.attribute("href");
    return rel == null || href == null
        ? Optional.empty()
        : Optional.of(new Link(rel, XmlLinks.resolved(link, href)));
  }

  /// Only in the head: what stands in the body may be a stranger's.
  private static List<Link> page(String text, URI address) {
    return Jsoup.parse(text, address.toString()).head().select("link[rel][href]").stream()
        .map(link -> new Link(link.attr("rel"), link.absUrl("href")))
        .filter(link -> !link.href().isEmpty())
        .toList();
  }
}
