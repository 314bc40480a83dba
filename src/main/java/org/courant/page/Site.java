package org.courant.page;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A site's pages, newest first, and its manners for those who visit them.
///
/// @param problems one sentence for each sitemap that could not be read
/// @param complete whether every sitemap was read, so that a page which is not listed is gone
public record Site(
    List<SitePage> pages, List<String> problems, boolean complete, Optional<Duration> delay) {
  public Site {
    pages = List.copyOf(pages);
    problems = List.copyOf(problems);
  }
}
