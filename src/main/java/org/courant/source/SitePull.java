package org.courant.source;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.courant.extract.Item;
import org.courant.fetch.Fetcher;
import org.courant.page.PagesUnavailable;
import org.courant.page.Site;
import org.courant.page.SitePage;
import org.courant.page.SiteReader;
import org.courant.page.SiteReader.Visit;
import org.courant.source.ItemRecording.Candidate;
import org.courant.source.ItemRecording.Origin;
import org.courant.source.PullReport.Outcome;
import org.courant.source.SourcePages.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Pulls a site without a feed: its sitemaps, then the pages in them that are new or changed, one
/// after the other and as slowly as its robots.txt asks. A page that the sitemap names no more and
/// that the server no longer has withdraws its article.
@Component
class SitePull {
  private static final Duration LONGEST_VISIT = Duration.ofMinutes(10);

  private final Fetcher fetcher;
  private final Sources sources;
  private final SourcePages pages;
  private final SourceFailures failures;
  private final ItemRecording recording;

  SitePull(
      Fetcher fetcher,
      Sources sources,
      SourcePages pages,
      SourceFailures failures,
      ItemRecording recording) {
    this.fetcher = fetcher;
    this.sources = sources;
    this.pages = pages;
    this.failures = failures;
    this.recording = recording;
  }

  /// One pull's companions.
  private record Work(
      SiteReader reader,
      Site site,
      SourceSettings.Declared source,
      boolean first,
      Tally tally,
      Instant now) {}

  PullReport pull(SourceSettings.Declared source, boolean withdrawalsAllowed, Instant now) {
    var tally = new Tally();
    try {
      var reader = new SiteReader(fetcher, source.internal());
      var site = reader.find(URI.create(source.address()));
      site.problems().forEach(tally::warn);
      var known = pages.of(source.name());
      var plan = PagePlan.of(site, URI.create(source.address()).getHost(), known, now);
      var first = sources.get(source.name()).firstReadAt() == null;
      var work = new Work(reader, site, source, first, tally, now);
      var end = visit(work, plan, known);
      if (end.busy() != null) {
        return failures.report(source, end.busy().reason(), end.busy().retryAfter(), tally, now);
      }
      var held = withdraw(work, plan.unlisted(), known, withdrawalsAllowed);
      // The back catalogue is read over several pulls; only what comes after it is new.
      if (!first || (plan.whole() && end.whole())) {
        sources.read(source.name(), null, now);
      }
      return held.map(reason -> tally.report(source, Outcome.HELD, reason))
          .orElseGet(() -> tally.report(source, Outcome.READ));
    } catch (PagesUnavailable failure) {
      return failures.report(source, failure.reason(), failure.retryAfter(), tally, now);
    }
  }

  /// How a visit ended.
  ///
  /// @param whole whether every planned page was looked at
  /// @param busy the answer of a server that asked to be left alone
  private record End(boolean whole, Visit.@Nullable Failed busy) {}

  private End visit(Work work, PagePlan plan, Map<String, Page> known) {
    var deadline = System.nanoTime() + LONGEST_VISIT.toNanos();
    for (var page : plan.visits()) {
      if (System.nanoTime() > deadline) {
        return new End(false, null);
      }
      switch (paced(work, page)) {
        case Visit.Read read -> {
          var origin = new Origin(work.source(), read.address(), work.first());
          var item = read.article().item();
          if (recording.record(
              new Candidate(item, null, false), origin, work.tally(), work.now())) {
            remember(work, page, item.url());
          }
        }
        case Visit.Other(var reason) -> {
          warnIfArticle(work, known.get(page.address().toString()), reason);
          remember(work, page, link(known, page));
        }
        case Visit.Missing _ -> remember(work, page, link(known, page));
        case Visit.Failed failed -> {
          work.tally().refused(failed.reason() + ": it is tried again");
          if (failed.retryAfter().isPresent()) {
            return new End(false, failed);
          }
        }
      }
    }
    return new End(true, null);
  }

  private static void warnIfArticle(Work work, @Nullable Page before, String reason) {
    if (before != null && before.link() != null) {
      work.tally().warn(reason + ": its article stays as it was");
    }
  }

  private static @Nullable String link(Map<String, Page> known, SitePage page) {
    var before = known.get(page.address().toString());
    return before == null ? null : before.link();
  }

  private void remember(Work work, SitePage page, @Nullable String link) {
    pages.put(
        work.source().name(),
        new Page(page.address().toString(), page.lastmod(), work.now(), link));
  }

  private static Visit paced(Work work, SitePage page) {
    work.site().delay().ifPresent(SitePull::pause);
    return work.reader().visit(page);
  }

  /// The delay that the site's robots.txt asks for; an interrupt ends it.
  private static void pause(Duration delay) {
    var never = new CountDownLatch(1);
    try {
      never.await(delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Why it was held, if it was.
  private Optional<String> withdraw(
      Work work, List<Page> unlisted, Map<String, Page> known, boolean allowed) {
    var missing = new ArrayList<Page>();
    for (var page : unlisted) {
      var visit = paced(work, new SitePage(URI.create(page.address()), null, null, null));
      if (visit instanceof Visit.Missing) {
        missing.add(page);
      }
    }
    var articles = links(missing, known);
    var shown = known.values().stream().filter(page -> page.link() != null).count();
    var held =
        Withdrawals.held(work.source(), articles, (int) shown, "have no page any more", allowed);
    if (held.isEmpty()) {
      articles.forEach(link -> withdraw(link, work));
      pages.remove(work.source().name(), missing.stream().map(Page::address).toList());
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
    var origin = new Origin(work.source(), URI.create(link), false);
    recording.record(new Candidate(gone, null, false), origin, work.tally(), work.now());
  }
}
