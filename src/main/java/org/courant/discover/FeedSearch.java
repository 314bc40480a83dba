package org.courant.discover;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.courant.extract.Document;
import org.courant.extract.FeedReader;
import org.courant.extract.Item;
import org.courant.extract.UnreadableDocument;
import org.courant.fetch.FetchRequest;
import org.courant.fetch.Fetched;
import org.courant.fetch.Fetcher;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Finds a site's feed: the address itself, the page's autodiscovery links, its visible links that
/// look like feeds, then the places where feeds usually are.
final class FeedSearch {
  private static final int MOST_TRIES = 15;
  private static final int SAMPLES = 3;
  private static final int WHOLE = 1_000;
  private static final int FEW = 4;
  private static final List<String> USUAL =
      List.of(
          "feed/",
          "feed.xml",
          "rss.xml",
          "atom.xml",
          "index.xml",
          "rss",
          "feed.json",
          "rss/",
          "feeds/all.atom",
          "blog/feed/",
          "news/rss",
          "?feed=rss2");

  private final FeedReader reader = new FeedReader();
  private final Fetcher fetcher;
  private final boolean internal;

  FeedSearch(Fetcher fetcher, boolean internal) {
    this.fetcher = fetcher;
    this.internal = internal;
  }

  /// @param first what the address itself answered
  Way find(URI address, Fetched first) {
    Map<URI, String> candidates = new LinkedHashMap<>();
    if (first instanceof Fetched.Content page) {
      var itself = read(page);
      if (itself.isPresent()) {
        return found(page.address(), itself.get(), "the address is a feed itself");
      }
      linked(page, candidates);
    }
    for (var path : USUAL) {
      candidates.putIfAbsent(address.resolve("/" + path), "it stands at a usual place of feeds");
    }
    for (var candidate : candidates.entrySet().stream().limit(MOST_TRIES).toList()) {
      if (fetch(candidate.getKey()) instanceof Fetched.Content content) {
        var document = read(content);
        if (document.isPresent()) {
          return found(content.address(), document.get(), candidate.getValue());
        }
      }
    }
    return new Way.Missing(
        "feed",
        "%s, and no feed stands at the usual places such as %s"
            .formatted(ofPage(first), address.resolve("/feed/")));
  }

  private static String ofPage(Fetched first) {
    return switch (first) {
      case Fetched.Content _, Fetched.NotModified _ -> "the page links to no feed";
      case Fetched.Gone(var reason) -> reason;
      case Fetched.Refused(var reason, _) -> reason;
      case Fetched.Unreachable(var reason, _, _) -> reason;
    };
  }

  private Fetched fetch(URI address) {
    return fetcher.fetch(new FetchRequest(address, internal));
  }

  private Optional<Document> read(Fetched.Content content) {
    try {
      return Optional.of(reader.read(content.body(), content.contentType(), content.address()))
          .filter(document -> !document.items().isEmpty());
    } catch (UnreadableDocument _) {
      return Optional.empty();
    }
  }

  private static void linked(Fetched.Content page, Map<URI, String> candidates) {
    org.jsoup.nodes.Document html;
    try {
      html = Jsoup.parse(new ByteArrayInputStream(page.body()), null, page.address().toString());
    } catch (IOException _) {
      return;
    }
    for (var link :
        html.select(
            "link[rel~=(?i)(^|\\s)(alternate|feed)(\\s|$)][type~=(?i)(rss|atom|feed\\+json|rdf)][href]")) {
      add(link, "the page names it as its feed (autodiscovery)", candidates);
    }
    for (var link :
        html.select("a[href~=(?i)([/.=?](rss|atom|feed)([/.?]|$)|\\.(rss|atom)$|feed\\.xml)]")) {
      add(link, "the page has a link to it", candidates);
    }
  }

  /// Feeds of comments, of one article or one author are not the site's.
  private static void add(Element link, String why, Map<URI, String> candidates) {
    var told = (link.attr("title") + " " + link.attr("href")).toLowerCase(Locale.ROOT);
    if (told.contains("comment") || told.contains("/author/")) {
      return;
    }
    try {
      candidates.putIfAbsent(URI.create(link.absUrl("href").replace(" ", "%20")), why);
    } catch (IllegalArgumentException _) {
      // What is no address is no feed.
    }
  }

  private static Way found(URI address, Document document, String why) {
    var items = document.items();
    var whole = items.stream().filter(FeedSearch::isWhole).count();
    return new Way.Found(
        "feed",
        address,
        document.title(),
        items.stream().limit(SAMPLES).toList(),
        List.of(
            why,
            whole * 2 >= items.size()
                ? "%d of its %d items have their whole text".formatted(whole, items.size())
                : "%d of its %d items have only a summary: readers see that and the link"
                    .formatted(items.size() - whole, items.size())),
        "it tells of new articles as soon as they are out",
        thin(items));
  }

  /// A feed of one or two titles is often forgotten by its publisher.
  private static @Nullable String thin(List<Item> items) {
    var text = items.stream().mapToInt(FeedSearch::length).sum();
    if (items.stream().anyMatch(FeedSearch::isWhole) || (text > 0 && items.size() >= FEW)) {
      return null;
    }
    return text == 0
        ? "the feed has no text in its %d items".formatted(items.size())
        : "the feed has only %d items, and none whole".formatted(items.size());
  }

  private static int length(Item item) {
    return (item.html() == null ? 0 : Jsoup.parse(item.html()).text().length())
        + (item.summary() == null ? 0 : item.summary().length());
  }

  private static boolean isWhole(Item item) {
    return (item.html() != null && !Jsoup.parse(item.html()).text().isBlank())
        || (item.summary() != null && item.summary().length() >= WHOLE);
  }
}
