package org.courant.page;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A site's pages, newest first, and its manners for those who visit them.
///
/// @param problems one sentence for each sitemap that could not be read
/// @param movedTo where the address that was asked for moved for good
/// @param complete whether every sitemap was read, so that a page which is not listed is gone
public record Site(
    List<SitePage> pages,
    List<String> problems,
    boolean complete,
    Optional<Duration> delay,
    @Nullable URI movedTo) {

  public Site {
    pages = List.copyOf(pages);
    problems = List.copyOf(problems);
  }

  Site moved(@Nullable URI target) {
    return new Site(pages, problems, complete, delay, target);
  }
}
