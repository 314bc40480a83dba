package org.courant.page;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A page as a sitemap names it.
///
/// @param lastmod the time of its last change as it stands there; compared, not understood
/// @param changed the same, understood; or the news' time of publication
/// @param news what a news sitemap says of it
public record SitePage(
    URI address, @Nullable String lastmod, @Nullable Instant changed, @Nullable News news) {

  /// @param published when it came out
  public record News(
      @Nullable String title, @Nullable Instant published, @Nullable String language) {}
}
