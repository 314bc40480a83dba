package org.courant.site;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.courant.article.Article;
import org.courant.publication.Newsletter;
import org.courant.publication.Publication;
import org.courant.publication.Section;

/// What the home page shows.
///
/// @param latest newest first
/// @param feeds the one of everything first, then one per section
public record HomePage(List<Article> latest, List<Feed> feeds, List<Letter> letters) {

  /// The feed's page and its three documents.
  public record Feed(String title, URI htmlUrl, URI rss, URI atom, URI json) {

    static Feed all(Publication publication) {
      return of(publication, "all", publication.title());
    }

    static Feed of(Publication publication, Section section) {
      return of(publication, section.slug(), section.title());
    }

    private static Feed of(Publication publication, String slug, String title) {
      URI page = publication.url("/feeds/" + slug);
      return new Feed(
          title,
          page,
          URI.create(page + ".rss"),
          URI.create(page + ".atom"),
          URI.create(page + ".json"));
    }
  }

  /// A newsletter and its latest issues.
  public record Letter(Newsletter newsletter, List<Issue> issues) {}

  /// An issue as one can open it in the browser.
  public record Issue(String title, URI address, Instant at) {}

  /// The links by which browsers and feed readers find the feed of everything.
  public List<Map<String, String>> autodiscovery() {
    Feed all = feeds.getFirst();
    return List.of(
        link(all, "application/rss+xml", all.rss()),
        link(all, "application/atom+xml", all.atom()),
        link(all, "application/feed+json", all.json()));
  }

  private static Map<String, String> link(Feed feed, String type, URI address) {
    return Map.of("title", feed.title(), "type", type, "href", address.toString());
  }
}
