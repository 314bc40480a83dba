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
/// @param title plain text, as is the description
/// @param interval how often the feed says it is worth asking (`ttl`, `sy:updatePeriod`)
/// @param written the title and the description before they became plain text
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
    Optional<Duration> interval,
    Written written) {

  public Document {
    items = List.copyOf(items);
    warnings = List.copyOf(warnings);
  }

  /// Text or HTML, on one line, as the feed has it.
  public record Written(@Nullable String title, @Nullable String description) {}

  /// A document that was read to its end and is plain text at its source.
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
    this(
        id,
        title,
        link,
        language,
        description,
        updated,
        items,
        warnings,
        true,
        interval,
        new Written(title, description));
  }

  Document brokenOff() {
    return new Document(
        id, title, link, language, description, updated, items, warnings, false, interval, written);
  }
}
