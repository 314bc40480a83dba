package org.courant.page;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.courant.page.SourcePages.Page;

/// Which pages of a site one pull visits: new ones and those whose sitemap tells of a change,
/// newest first; then, of those whose sitemap tells nothing, a few that were not looked at for a
/// day. A site is never visited more than this at once; the rest waits for the next pulls.
///
/// @param visits pages of the sitemap
/// @param unlisted visited pages that the sitemap names no more
/// @param whole whether no new page has to wait
record PagePlan(List<SitePage> visits, List<Page> unlisted, boolean whole) {
  private static final int MOST_VISITS = 100;
  private static final int MOST_AGAIN = 20;
  private static final Duration FRESH = Duration.ofDays(1);
  private static final Duration OLD_NEWS = Duration.ofDays(30);

  static PagePlan of(Site site, String host, Map<String, Page> known, Instant now) {
    var gone = unlisted(site, host, known, now);
    // Where old pages moved must be known first, or a moved article would be a second one.
    var afterwards = gone.stream().filter(page -> !page.isUnlisted()).count() > MOST_VISITS;
    var due = site.pages().stream().filter(page -> isDue(page, known)).toList();
    var again =
        site.pages().stream()
            .filter(page -> isWorthAnotherLook(page, known, now))
            .sorted(Comparator.comparing(page -> readAt(page, known)))
            .limit(MOST_AGAIN);
    return new PagePlan(
        Stream.concat(due.stream(), again).limit(afterwards ? 0 : MOST_VISITS).toList(),
        gone.stream().limit(MOST_VISITS).toList(),
        !afterwards && due.size() <= MOST_VISITS);
  }

  private static boolean isDue(SitePage page, Map<String, Page> known) {
    var before = known.get(page.address().toString());
    return before == null
        || (page.lastmod() != null && !Objects.equals(page.lastmod(), before.lastmod()));
  }

  private static boolean isWorthAnotherLook(SitePage page, Map<String, Page> known, Instant now) {
    var before = known.get(page.address().toString());
    if (before == null || page.lastmod() != null) {
      return false;
    }
    var rest = before.link() == null ? OLD_NEWS : FRESH;
    return before.readAt().isBefore(now.minus(rest));
  }

  private static Instant readAt(SitePage page, Map<String, Page> known) {
    var before = known.get(page.address().toString());
    return before == null ? Instant.EPOCH : before.readAt();
  }

  /// A site that moved to another host is not gone: only pages of its own host are. Those that were
  /// looked at since they are not listed any more come last, and not every time.
  private static List<Page> unlisted(Site site, String host, Map<String, Page> known, Instant now) {
    if (!site.complete()) {
      return List.of();
    }
    var listed = new HashSet<String>();
    site.pages().forEach(page -> listed.add(page.address().toString()));
    return known.values().stream()
        .filter(page -> !listed.contains(page.address()))
        .filter(page -> host.equals(URI.create(page.address()).getHost()))
        .filter(page -> !page.isUnlisted() || page.readAt().isBefore(now.minus(FRESH)))
        .sorted(Comparator.comparing(Page::isUnlisted).thenComparing(Page::readAt))
        .toList();
  }
}
