package org.courant.extract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A feed as read.
///
/// @param link the site's page, never the feed's own address
/// @param warnings one sentence for each fault that was read around
/// @param whole false when it broke off and more may stand in it the next time
/// @param interval how often the feed says it is worth asking (`ttl`, `sy:updatePeriod`)
public record Document(
    @Nullable String id,
    @Nullable String title,
    @Nullable String link,
    @Nullable String language,
    @Nullable String description,
    @Nullable Instant updated,
    List<Item> items,
    List<String> warnings,
    boolean whole,
    Optional<Duration> interval) {

  public Document {
    items = List.copyOf(items);
    warnings = List.copyOf(warnings);
  }

  /// A document that was read to its end.
  public Document(
      @Nullable String id,
      @Nullable String title,
      @Nullable String link,
      @Nullable String language,
      @Nullable String description,
      @Nullable Instant updated,
      List<Item> items,
      List<String> warnings,
      Optional<Duration> interval) {
    this(id, title, link, language, description, updated, items, warnings, true, interval);
  }

  Document brokenOff() {
    return new Document(
        id, title, link, language, description, updated, items, warnings, false, interval);
  }
}
