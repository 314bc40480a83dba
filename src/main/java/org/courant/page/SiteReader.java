package org.courant.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.courant.fetch.FetchRequest;
import org.courant.fetch.Fetched;
import org.courant.fetch.Fetcher;
import org.courant.fetch.Validators;
import org.springframework.util.unit.DataSize;

/// Finds a site's pages by its robots.txt and its sitemaps, and fetches one page after the other.
public final class SiteReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Fetcher fetcher;
  private final boolean internal;

  /// @param internal whether private and loopback addresses may be reached
  public SiteReader(Fetcher fetcher, boolean internal) {
    this.fetcher = fetcher;
    this.internal = internal;
  }

  /// What a page turned out to be.
  public sealed interface Visit {
    /// An article.
    record Read(PageReader.Finding.Article article, URI address) implements Visit {}

    /// A page, but no article.
    record Other(String reason) implements Visit {}

    /// The server says that there is no such page (404, 410).
    record Missing(String reason) implements Visit {}

    /// Not this time.
    record Failed(String reason, Optional<Duration> retryAfter) implements Visit {}
  }

  /// @param address the site's home page, or one of its sitemaps
  public Site find(URI address) throws PagesUnavailable {
    var robots = robots(address);
    return new SitemapWalk(this, robots, address).walk();
  }

  private Robots robots(URI address) throws PagesUnavailable {
    return switch (fetch(address.resolve("/robots.txt"), DataSize.ofMegabytes(2))) {
      case Fetched.Content content -> Robots.of(new String(content.body(), UTF_8));
      case Fetched.NotModified _ -> Robots.ALLOWING;
      case Fetched.Gone _ -> Robots.ALLOWING;
      case Fetched.Refused(var reason) -> throw new PagesUnavailable(reason, Optional.empty());
      // RFC 9309, section 2.3.1: a client's error allows everything, a server's nothing.
      case Fetched.Unreachable(var reason, var pause, int status) -> {
        if (status >= 400 && status < 500 && status != 429) {
          yield Robots.ALLOWING;
        }
        throw new PagesUnavailable(reason + ", so that nobody knows what it allows", pause);
      }
    };
  }

  Fetched fetch(URI address, DataSize maximum) {
    return fetcher.fetch(new FetchRequest(address, internal, Validators.NONE, maximum, TIMEOUT));
  }

  /// Fetches and reads one page.
  public Visit visit(SitePage page) {
    return switch (fetch(page.address(), DataSize.ofMegabytes(10))) {
      case Fetched.Content content -> read(page, content);
      case Fetched.NotModified _ -> new Visit.Other(page.address() + " is not modified");
      case Fetched.Gone(var reason) -> new Visit.Missing(reason);
      case Fetched.Refused(var reason) -> new Visit.Other(reason);
      case Fetched.Unreachable(var reason, var pause, int status) ->
          status == 404 ? new Visit.Missing(reason) : new Visit.Failed(reason, pause);
    };
  }

  private static Visit read(SitePage page, Fetched.Content content) {
    var type = String.valueOf(content.contentType()).toLowerCase(Locale.ROOT);
    if (!List.of("html", "null").stream().anyMatch(type::contains)) {
      return new Visit.Other(page.address() + " is " + type + " and no web page");
    }
    return switch (PageReader.read(
        content.body(), content.contentType(), content.address(), page)) {
      case PageReader.Finding.Article article -> new Visit.Read(article, content.address());
      case PageReader.Finding.Other(var reason) -> new Visit.Other(reason);
    };
  }
}
