package org.courant.discover;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.courant.extract.Item;
import org.courant.fetch.Fetcher;
import org.courant.page.PagesUnavailable;
import org.courant.page.SiteReader;
import org.courant.wordpress.WordPress;
import org.courant.wordpress.WordPressUnavailable;

/// Tries the ways to pull a site, the best one first.
public final class Probe {
  private static final int SAMPLES = 3;

  /// Pages visited before a sitemap counts as one without articles.
  private static final int MOST_VISITS = 12;

  private final Fetcher fetcher;
  private final boolean internal;

  /// @param internal whether private and loopback addresses may be reached
  public Probe(Fetcher fetcher, boolean internal) {
    this.fetcher = fetcher;
    this.internal = internal;
  }

  /// What was tried, best way first. A sitemap is read only when nothing better is found.
  public List<Way> ways(URI address) {
    var ways = new ArrayList<Way>();
    ways.add(wordpress(address));
    ways.add(new FeedSearch(fetcher, internal).find(address));
    if (ways.stream().noneMatch(Way.Found.class::isInstance)) {
      ways.add(site(address));
    }
    return ways;
  }

  private Way wordpress(URI address) {
    try {
      var wordpress = new WordPress(fetcher, internal);
      var site = wordpress.find(address);
      var items =
          wordpress.newest(site, SAMPLES).posts().stream()
              .filter(post -> !post.hidden())
              .map(post -> post.item())
              .toList();
      if (items.isEmpty()) {
        return new Way.Missing(
            "wordpress", "its REST API at %s shows no posts".formatted(site.root()));
      }
      return new Way.Found(
          "wordpress",
          site.home(),
          site.name(),
          items,
          List.of(
              "its REST API answers at " + site.root(),
              "it gives all posts with their whole text, and tells of edits and deletions; the articles are"
                  + " the same as those of the site's feed"));
    } catch (WordPressUnavailable failure) {
      return new Way.Missing("wordpress", failure.reason());
    }
  }

  private Way site(URI address) {
    try {
      var reader = new SiteReader(fetcher, internal);
      var site = reader.find(address);
      var items = new ArrayList<Item>();
      var why = new ArrayList<String>();
      why.add("its sitemap names %d pages".formatted(site.pages().size()));
      for (var page : site.pages().stream().limit(MOST_VISITS).toList()) {
        if (items.size() < SAMPLES
            && reader.visit(page) instanceof SiteReader.Visit.Read(var article, _)) {
          items.add(article.item());
          article.why().stream().filter(reason -> !why.contains(reason)).forEach(why::add);
        }
      }
      return items.isEmpty()
          ? new Way.Missing("site", "none of the newest pages of its sitemap is an article")
          : new Way.Found("site", address, null, items, why);
    } catch (PagesUnavailable failure) {
      return new Way.Missing("site", failure.reason());
    }
  }
}
