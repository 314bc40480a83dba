package org.courant.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.courant.article.Article;
import org.courant.document.FeedFormat;
import org.springframework.web.util.HtmlUtils;

/// What the page of a feed shows.
///
/// @param snippet the lines that lead readers of another site's pages to this feed
/// @param latest newest first
public record FeedPage(
    FeedInfo feed,
    List<Address> addresses,
    List<ReaderApp> apps,
    String snippet,
    List<Article> latest) {

  /// A document of the feed.
  ///
  /// @param words for whom it is, in plain words
  /// @param title as browsers and feed readers list it
  public record Address(String label, String words, String title, String type, String href) {}

  static FeedPage of(FeedInfo feed, List<Article> latest) {
    var addresses = addresses(feed);
    return new FeedPage(feed, addresses, ReaderApp.all(feed.rss()), snippet(addresses), latest);
  }

  static List<Address> addresses(FeedInfo feed) {
    var addresses = new ArrayList<Address>();
    for (var format : List.of(FeedFormat.RSS, FeedFormat.ATOM, FeedFormat.JSON, FeedFormat.RDF)) {
      addresses.add(
          new Address(
              format.label(),
              words(format),
              feed.title() + " (" + format.label() + ")",
              format.type(),
              feed.htmlUrl() + "." + format.extension()));
    }
    return addresses;
  }

  private static String words(FeedFormat format) {
    return switch (format) {
      case RSS -> "Every reader understands it. Take this one if you are not sure.";
      case ATOM -> "The same, and it also tells your reader which articles were withdrawn.";
      case JSON -> "For scripts and for readers that prefer JSON.";
      case RDF -> "For libraries and older programs.";
    };
  }

  /// The two that every reader looks for.
  private static String snippet(List<Address> addresses) {
    return addresses.stream()
        .limit(2)
        .map(
            address ->
                "<link rel=\"alternate\" type=\"%s\" title=\"%s\" href=\"%s\">"
                    .formatted(
                        address.type(),
                        HtmlUtils.htmlEscape(address.title(), "UTF-8"),
                        address.href()))
        .collect(Collectors.joining("\n"));
  }
}
