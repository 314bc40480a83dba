package org.courant.source;

import java.time.Duration;
import java.time.Instant;
import org.courant.fetch.Validators;
import org.jspecify.annotations.Nullable;

/// What is known of a source beside its declaration.
///
/// @param bodyHash of the document last read to its end
/// @param unmodifiedSince since when every answer was that nothing changed
/// @param firstReadAt null until a pull has read it whole
/// @param firstShownAt when it first showed an article
/// @param notBefore no pull by schedule before this time
/// @param retiredReason why only a person pulls it
record SourceState(
    Validators validators,
    @Nullable String bodyHash,
    @Nullable Instant unmodifiedSince,
    @Nullable Instant firstReadAt,
    @Nullable Instant firstShownAt,
    @Nullable Instant notBefore,
    Failing failing,
    @Nullable String retiredReason,
    Move move,
    Rhythm rhythm) {

  /// @param times how often in a row it could not be read
  record Failing(int times, @Nullable Instant since, @Nullable String reason) {}

  /// How often a source has something new.
  ///
  /// @param asked how long its document asks to be left alone
  /// @param usual the usual time between two articles
  /// @param newest the date of the newest article
  record Rhythm(@Nullable Duration asked, @Nullable Duration usual, @Nullable Instant newest) {}
}
