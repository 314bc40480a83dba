package org.courant.page;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.courant.fetch.Fetched;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// One walk through a site's sitemaps, from those that its robots.txt names or else from the usual
/// places, down through their indexes.
final class SitemapWalk {
  private static final int MOST_MAPS = 200;
  private static final int MOST_PAGES = 50_000;
  private static final int DEEPEST = 3;
  private static final List<String> USUAL =
      List.of(
          "/sitemap.xml",
          "/sitemap_index.xml",
          "/wp-sitemap.xml",
          "/sitemap.xml.gz",
          "/news-sitemap.xml",
          "/sitemap-news.xml",
          "/sitemap/sitemap.xml");

  /// Sitemaps that hold no articles, by the names that the usual programs give them.
  private static final Pattern OTHER_THINGS =
      Pattern.compile(
          "(?i)(categor|taxonom|[-_/]tags?[-_.]|post_tag|author|users|image|video|product|attachment)");

  private final SiteReader reader;
  private final Robots robots;
  private final URI start;
  private final Duration longest;
  private final long begun = System.nanoTime();
  private final Map<URI, SitePage> pages = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<URI> asked = new HashSet<>();
  private final Set<String> hosts = new HashSet<>();
  private boolean complete = true;
  private boolean cutOff;

  /// The answer of a server that asked to be left alone: nothing more is asked of it.
  private Fetched.@Nullable Unreachable busy;

  private Optional<URI> movedTo = Optional.empty();

  /// @param longest after which no further sitemap is asked for
  SitemapWalk(SiteReader reader, Robots robots, URI start, Duration longest) {
    this.longest = longest;
    this.reader = reader;
    this.robots = robots;
    this.start = start;
    hosts.add(host(start));
  }

  Site walk() throws PagesUnavailable {
    var found = false;
    for (var map : told()) {
      found |= read(map, 0);
    }
    for (var path : found || !asked.isEmpty() ? List.<String>of() : USUAL) {
      if (!found && !cutOff) {
        // A usual place that holds nothing is no fault.
        problems.clear();
        complete = true;
        found = read(start.resolve(path), 0);
      }
    }
    refuse(found);
    var allowed =
        pages.values().stream()
            .filter(page -> robots.allows(page.address()))
            .sorted(
                Comparator.comparing(
                    SitePage::changed, Comparator.nullsLast(Comparator.reverseOrder())))
            .toList();
    if (allowed.isEmpty() && !pages.isEmpty()) {
      throw new PagesUnavailable(start + " allows none of its pages to us in its robots.txt");
    }
    return new Site(allowed, problems, complete, robots.delay(), movedTo.orElse(null));
  }

  private void refuse(boolean found) throws PagesUnavailable {
    if (busy != null) {
      throw new PagesUnavailable(busy.reason(), busy);
    }
    if (!found) {
      throw new PagesUnavailable(
          "%s has no sitemap%s"
              .formatted(start, problems.isEmpty() ? "" : ": " + problems.getFirst()));
    }
  }

  private List<URI> told() {
    var maps = new ArrayList<URI>();
    if (start.getPath() != null && start.getPath().matches("(?i).*\\.(xml|xml\\.gz|txt)")) {
      maps.add(start);
      return maps;
    }
    for (var line : robots.sitemaps()) {
      try {
        maps.add(start.resolve(line));
      } catch (IllegalArgumentException _) {
        problems.add("robots.txt names the sitemap `%s`, which is no address".formatted(line));
      }
    }
    return maps;
  }

  /// True when there was one.
  private boolean read(URI map, int depth) {
    if (late()) {
      return false;
    }
    if (busy != null || !asked.add(map) || asked.size() > MOST_MAPS || pages.size() >= MOST_PAGES) {
      complete = false;
      return false;
    }
    return switch (reader.fetch(map, DataSize.ofMegabytes(50))) {
      case Fetched.Content content -> {
        if (isOfSite(map)) {
          // A site that moved answers for both its hosts.
          hosts.add(host(content.address()));
          movedTo = SiteReader.beside(map, content.head().movedTo(), start).or(() -> movedTo);
        }
        yield read(content, depth);
      }
      case Fetched.NotModified _ -> false;
      case Fetched.Gone(var reason) -> missing(reason);
      case Fetched.Refused(var reason, _) -> missing(reason);
      case Fetched.Unreachable answer -> {
        busy = answer.retryAfter().isPresent() ? answer : null;
        yield missing(answer.reason());
      }
    };
  }

  /// What was read by then is enough to go on with, but not to say what is gone.
  private boolean late() {
    if (asked.isEmpty() || System.nanoTime() - begun < longest.toNanos()) {
      return false;
    }
    if (!cutOff) {
      problems.add(
          "the sitemaps of %s take longer than %d minutes: the others are left out"
              .formatted(start, longest.toMinutes()));
    }
    cutOff = true;
    complete = false;
    return true;
  }

  private boolean missing(String reason) {
    complete = false;
    problems.add(reason);
    return false;
  }

  private boolean read(Fetched.Content content, int depth) {
    SitemapReader.Sitemap map;
    try {
      map = SitemapReader.read(content.body(), content.address());
    } catch (IOException fault) {
      return missing(content.address() + " cannot be read: " + fault.getMessage());
    }
    if (map.isEmpty()) {
      return missing(content.address() + " is no sitemap or an empty one");
    }
    map.pages().stream().filter(page -> isOfSite(page.address())).forEach(this::add);
    if (depth < DEEPEST) {
      map.maps().stream()
          .filter(entry -> !OTHER_THINGS.matcher(entry.address().getPath()).find())
          .sorted(
              Comparator.comparing(
                  SitePage::changed, Comparator.nullsLast(Comparator.reverseOrder())))
          .forEach(entry -> read(entry.address(), depth + 1));
    }
    return true;
  }

  /// A news sitemap knows more of a page than the others.
  private void add(SitePage page) {
    if (pages.size() < MOST_PAGES || pages.containsKey(page.address())) {
      pages.merge(page.address(), page, (one, other) -> other.news() == null ? one : other);
    }
  }

  /// A sitemap may not speak for another site.
  private boolean isOfSite(URI address) {
    return hosts.contains(host(address));
  }

  private static String host(URI address) {
    return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
  }
}
