package org.courant.discover;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.courant.extract.Item;
import org.courant.fetch.FetchRequest;
import org.courant.fetch.Fetched;
import org.courant.fetch.Fetcher;
import org.courant.fetch.Validators;
import org.courant.page.PagesUnavailable;
import org.courant.page.SiteReader;
import org.courant.wordpress.WordPress;
import org.courant.wordpress.WordPressUnavailable;
import org.springframework.util.unit.DataSize;

/// Tries the ways to pull a site, all of them, and for a minute at most.
public final class Probe {
  private static final int SAMPLES = 3;
  private static final int TOO_MANY_REQUESTS = 429;

  /// Pages visited before a sitemap counts as one without articles.
  private static final int MOST_VISITS = 12;

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration FIRST = Duration.ofSeconds(15);

  private final Fetcher fetcher;
  private final boolean internal;
  private final Duration longest;

  /// @param internal whether private and loopback addresses may be reached
  public Probe(Fetcher fetcher, boolean internal) {
    this(fetcher, internal, LONGEST);
  }

  Probe(Fetcher fetcher, boolean internal, Duration longest) {
    this.fetcher = fetcher;
    this.internal = internal;
    this.longest = longest;
  }

  /// The site itself cannot be had. The message is one sentence for a person.
  public static final class Unreached extends Exception {
    private static final long serialVersionUID = 1L;

    Unreached(String reason) {
      super(reason);
    }
  }

  /// All ways, REST first and the sitemap last. What is not found out within a minute is missing.
  public List<Way> ways(URI address) throws Unreached {
    var end = System.nanoTime() + longest.toNanos();
    var first = first(address);
    var tries = new LinkedHashMap<String, Callable<Way>>();
    tries.put("wordpress", () -> wordpress(address));
    tries.put("feed", () -> new FeedSearch(fetcher, internal).find(address, first));
    tries.put("site", () -> site(address));
    var left = end - System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kinds = tries.keySet().iterator();
      return threads.invokeAll(tries.values(), left, TimeUnit.NANOSECONDS).stream()
          .map(attempt -> way(kinds.next(), attempt))
          .toList();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Unreached(address + " is not asked any more");
    }
  }

  private Way way(String kind, Future<Way> attempt) {
    return switch (attempt.state()) {
      case SUCCESS -> attempt.resultNow();
      case FAILED ->
          throw new IllegalStateException(
              "looking for a " + kind + " failed", attempt.exceptionNow());
      case CANCELLED, RUNNING ->
          new Way.Missing(
              kind,
              "the site answers too slowly to find out within %d seconds"
                  .formatted(longest.toSeconds()));
    };
  }

  /// A site that does not let itself be asked need not be asked twenty times.
  private Fetched first(URI address) throws Unreached {
    var time = longest.compareTo(FIRST) < 0 ? longest : FIRST;
    var answer =
        fetcher.fetch(
            new FetchRequest(address, internal, Validators.NONE, DataSize.ofMegabytes(20), time));
    if (answer instanceof Fetched.Refused(var reason, var tooLarge) && !tooLarge) {
      throw new Unreached(reason);
    }
    if (answer instanceof Fetched.Unreachable(var reason, _, int status)
        && (status == 0 || status == TOO_MANY_REQUESTS)) {
      throw new Unreached(reason);
    }
    return answer;
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
                  + " the same as those of the site's feed"),
          "it gives every post whole, and tells of edits and deletions",
          null);
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
          : new Way.Found(
              "site",
              address,
              null,
              items,
              why,
              "it gives whole pages, where nothing else gives as much",
              null);
    } catch (PagesUnavailable failure) {
      return new Way.Missing("site", failure.reason());
    }
  }
}
