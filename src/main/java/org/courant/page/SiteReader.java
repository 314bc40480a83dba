package org.courant.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.courant.fetch.FetchRequest;
import org.courant.fetch.Fetched;
import org.courant.fetch.Fetcher;
import org.courant.fetch.Validators;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// Finds a site's pages by its robots.txt and its sitemaps, and fetches one page after the other.
public final class SiteReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /// For all sitemaps together, besides the one that is being fetched when it is over.
  private static final Duration LONGEST_WALK = Duration.ofMinutes(5);

  private final Fetcher fetcher;
  private final boolean internal;
  private final Duration longestWalk;

  /// @param internal whether private and loopback addresses may be reached
  public SiteReader(Fetcher fetcher, boolean internal) {
    this(fetcher, internal, LONGEST_WALK);
  }

  SiteReader(Fetcher fetcher, boolean internal, Duration longestWalk) {
    this.fetcher = fetcher;
    this.internal = internal;
    this.longestWalk = longestWalk;
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
    ///
    /// @param ofHost whether the whole host does not answer
    record Failed(String reason, Optional<Duration> retryAfter, boolean ofHost) implements Visit {}
  }

  /// What a site's robots.txt says, and where it was found: where all of the site moved.
  private record Rules(Robots robots, URI start, @Nullable URI movedTo) {}

  /// @param address the site's home page, or one of its sitemaps
  public Site find(URI address) throws PagesUnavailable {
    var rules = rules(address);
    var site = new SitemapWalk(this, rules.robots(), rules.start(), longestWalk).walk();
    return rules.movedTo() == null ? site : site.moved(rules.movedTo());
  }

  private Rules rules(URI address) throws PagesUnavailable {
    var asked = address.resolve("/robots.txt");
    return switch (fetch(asked, DataSize.ofMegabytes(2))) {
      case Fetched.Content content ->
          new Rules(
              Robots.of(new String(content.body(), UTF_8)),
              beside(asked, content.address(), address).orElse(address),
              beside(asked, content.head().movedTo(), address).orElse(null));
      case Fetched.NotModified _ -> new Rules(Robots.ALLOWING, address, null);
      case Fetched.Gone _ -> new Rules(Robots.ALLOWING, address, null);
      case Fetched.Refused(var reason, _) -> throw new PagesUnavailable(reason);
      // RFC 9309, section 2.3.1: a client's error allows everything, a server's nothing.
      case Fetched.Unreachable answer -> {
        if (answer.ofHost()) {
          throw new PagesUnavailable(
              answer.reason() + ", so that nobody knows what it allows", answer);
        }
        yield new Rules(Robots.ALLOWING, address, null);
      }
    };
  }

  /// The same page at the place where a file of its site was found under its own path.
  static Optional<URI> beside(URI asked, @Nullable URI found, URI address) {
    if (found == null || !Objects.equals(found.getPath(), asked.getPath())) {
      return Optional.empty();
    }
    var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    return Optional.of(found.resolve(path + query)).filter(there -> !there.equals(address));
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
      case Fetched.Refused(var reason, _) -> new Visit.Other(reason);
      case Fetched.Unreachable answer ->
          answer.status() == 404
              ? new Visit.Missing(answer.reason())
              : new Visit.Failed(answer.reason(), answer.retryAfter(), answer.ofHost());
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
