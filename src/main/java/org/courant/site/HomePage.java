package org.courant.site;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.courant.article.Article;
import org.courant.feed.FeedInfo;
import org.courant.issue.Issue;
import org.courant.publication.Newsletter;

/// What the home page shows.
///
/// @param latest newest first
/// @param feeds the one of everything first, then one per section
public record HomePage(List<Article> latest, List<FeedInfo> feeds, List<Letter> letters) {

  private static final int ISSUES = 3;

  /// A newsletter and its latest issues, newest first.
  public record Letter(Newsletter newsletter, List<Issue> issues) {}

  /// @param issues of all newsletters, newest first
  static List<Letter> letters(List<Newsletter> newsletters, List<Issue> issues) {
    return newsletters.stream()
        .map(newsletter -> new Letter(newsletter, latest(newsletter, issues)))
        .toList();
  }

  private static List<Issue> latest(Newsletter newsletter, List<Issue> issues) {
    return issues.stream()
        .filter(issue -> issue.newsletter().equals(newsletter.slug()))
        .limit(ISSUES)
        .toList();
  }

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
