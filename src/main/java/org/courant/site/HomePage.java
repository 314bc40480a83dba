package org.courant.site;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.courant.article.Article;
import org.courant.feed.FeedInfo;
import org.courant.publication.Newsletter;

/// What the home page shows.
///
/// @param latest newest first
/// @param feeds the one of everything first, then one per section
public record HomePage(List<Article> latest, List<FeedInfo> feeds, List<Letter> letters) {

  /// A newsletter and its latest issues.
  public record Letter(Newsletter newsletter, List<Issue> issues) {}

  /// An issue as one can open it in the browser.
  public record Issue(String title, URI address, Instant at) {}

  /// The links by which browsers and feed readers find the feed of everything.
  public List<Map<String, String>> autodiscovery() {
    FeedInfo all = feeds.getFirst();
    return List.of(
        link(all, "RSS", "application/rss+xml", all.rss()),
        link(all, "Atom", "application/atom+xml", all.atom()),
        link(all, "JSON Feed", "application/feed+json", all.json()));
  }

  private static Map<String, String> link(FeedInfo feed, String format, String type, URI address) {
    return Map.of(
        "title",
        "%s (%s)".formatted(feed.title(), format),
        "type",
        type,
        "href",
        address.toString());
  }
}
