package org.courant.page;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.courant.extract.Item;
import org.courant.fetch.Fetcher;
import org.courant.page.SiteReader.Visit;
import org.courant.page.SourcePages.Page;
import org.courant.source.FoundItem;
import org.courant.source.Hints;
import org.courant.source.Pull;
import org.courant.source.PullEnd;
import org.courant.source.SourceKind;
import org.courant.source.SourcePull;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Pulls a site without a feed: its sitemaps, then the pages in them that are new or changed, one
/// after the other and as slowly as its robots.txt asks. A page that the sitemap names no more and
/// that the server no longer has withdraws its article.
@Component
class SitePull implements SourcePull {
  private static final Duration LONGEST_VISIT = Duration.ofMinutes(10);

  private final Fetcher fetcher;
  private final SourcePages pages;
  private final Clock clock;

  SitePull(Fetcher fetcher, SourcePages pages, Clock clock) {
    this.fetcher = fetcher;
    this.pages = pages;
    this.clock = clock;
  }

  /// One pull's companions.
  private record Work(SiteReader reader, Site site, Map<String, Page> known, Pull pull) {
    String source() {
      return pull.source().name();
    }

    /// The link of the article that a page was known to show.
    @Nullable String link(String address) {
      var before = known.get(address);
      return before == null ? null : before.link();
    }
  }

  @Override
  public SourceKind kind() {
    return SourceKind.SITE;
  }

  @Override
  public PullEnd read(Pull pull) {
    var address = URI.create(pull.address());
    try {
      var reader = new SiteReader(fetcher, pull.source().internal());
      var site = reader.find(address);
      site.problems().forEach(pull::warn);
      var known = pages.of(pull.source().name());
      var plan = PagePlan.of(site, address.getHost(), known, pull.now());
      var work = new Work(reader, site, known, pull);
      var missing = new ArrayList<Page>();
      var old = visitUnlisted(work, plan.unlisted(), missing);
      var end = old.whole() ? visit(work, plan) : old;
      if (end.busy() != null) {
        return new PullEnd.Failed(end.busy().reason(), end.busy().retryAfter(), true);
      }
      var held = withdraw(work, missing);
      // The back catalogue is read over several pulls; only what comes after it is new.
      return PullEnd.read(plan.whole() && end.whole(), held, Hints.moved(site.movedTo()));
    } catch (PagesUnavailable failure) {
      return new PullEnd.Failed(failure.reason(), failure.retryAfter(), failure.ofHost());
    }
  }

  /// How a visit ended.
  ///
  /// @param whole whether every planned page was looked at
  /// @param busy the answer of a server that asked to be left alone
  private record End(boolean whole, Visit.@Nullable Failed busy) {}

  private End visit(Work work, PagePlan plan) {
    var end = clock.instant().plus(LONGEST_VISIT);
    var whole = true;
    for (var page : plan.visits()) {
      if (clock.instant().isAfter(end)) {
        return new End(false, null);
      }
      var address = page.address().toString();
      switch (paced(work, page)) {
        case Visit.Read read -> {
          if (record(work, address, read)) {
            remember(work, page, read.article().item().url());
          } else {
            whole = false;
          }
        }
        case Visit.Other(var reason) -> {
          warnIfArticle(work, address, reason);
          remember(work, page, work.link(address));
        }
        case Visit.Missing _ -> remember(work, page, work.link(address));
        case Visit.Failed failed -> {
          whole = false;
          work.pull().refused(failed.reason() + ": it is tried again");
          if (failed.retryAfter().isPresent()) {
            return new End(false, failed);
          }
        }
      }
    }
    return new End(whole, null);
  }

  private static void warnIfArticle(Work work, String address, String reason) {
    if (work.link(address) != null) {
      work.pull().warn(reason + ": its article stays as it was");
    }
  }

  /// Looks at known pages that the sitemaps name no more: some are gone, some moved, some merely
  /// left the list.
  private End visitUnlisted(Work work, List<Page> unlisted, List<Page> missing) {
    var end = clock.instant().plus(LONGEST_VISIT);
    for (var page : unlisted) {
      if (clock.instant().isAfter(end)) {
        return new End(false, null);
      }
      var address = page.address();
      switch (paced(work, new SitePage(URI.create(address), null, null, null))) {
        case Visit.Missing _ -> missing.add(page);
        case Visit.Read read -> {
          if (address.equals(read.address().toString()) || page.link() == null) {
            put(work, Page.unlisted(address, work.pull().now(), page.link()));
          } else if (record(work, address, read)) {
            pages.remove(work.source(), List.of(address));
            var there = read.address().toString();
            put(work, new Page(there, null, work.pull().now(), read.article().item().url()));
          }
        }
        case Visit.Other _ -> put(work, Page.unlisted(address, work.pull().now(), page.link()));
        case Visit.Failed failed -> {
          if (failed.retryAfter().isPresent()) {
            return new End(false, failed);
          }
        }
      }
    }
    return new End(true, null);
  }

  /// A page that leads to another one now shows the article it showed before.
  private static boolean record(Work work, String address, Visit.Read read) {
    var found = FoundItem.byLink(read.article().item(), read.address());
    var before = work.link(address);
    if (before != null
        && !before.equals(found.item().url())
        && !address.equals(read.address().toString())) {
      work.pull().moved(before, found);
    }
    return work.pull().record(found);
  }

  private void remember(Work work, SitePage page, @Nullable String link) {
    put(work, new Page(page.address().toString(), page.lastmod(), work.pull().now(), link));
  }

  private void put(Work work, Page page) {
    pages.put(work.source(), page);
  }

  private static Visit paced(Work work, SitePage page) {
    work.pull().pause(work.site().delay().orElse(Duration.ZERO));
    return work.reader().visit(page);
  }

  /// Why it was held, if it was.
  private Optional<String> withdraw(Work work, List<Page> missing) {
    var known = work.known();
    var articles = links(missing, known);
    var shown = known.values().stream().filter(page -> page.link() != null).count();
    var held = work.pull().held(articles, (int) shown, "have no page any more");
    if (held.isEmpty()) {
      articles.forEach(link -> withdraw(link, work));
      pages.remove(work.source(), missing.stream().map(Page::address).toList());
    }
    return held;
  }

  /// Of the articles that no other page shows.
  private static List<String> links(List<Page> missing, Map<String, Page> known) {
    var kept =
        known.values().stream()
            .filter(page -> !missing.contains(page))
            .map(Page::link)
            .collect(Collectors.toSet());
    return missing.stream()
        .map(Page::link)
        .filter(link -> link != null && !kept.contains(link))
        .sorted()
        .distinct()
        .toList();
  }

  private void withdraw(String link, Work work) {
    var gone =
        new Item(
            null, link, null, null, true, null, null, null, List.of(), List.of(), null, List.of(),
            null, null, null, true, false, link);
    work.pull().record(FoundItem.byLink(gone, URI.create(link)));
  }
}
