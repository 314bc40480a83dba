package org.courant.subscriber;

import java.time.Instant;
import java.util.List;
import org.courant.message.MailAddress;
import org.jspecify.annotations.Nullable;

/// One row of a file of readers: what it says, or why it is refused.
sealed interface ReaderRow {
  /// Counted from 1, the header being the first; a quoted line break makes a row longer than a
  /// line.
  long line();

  /// @param topics slugs; empty means all
  /// @param joined null where the file does not say
  record Usable(
      long line,
      MailAddress address,
      @Nullable String name,
      @Nullable String language,
      @Nullable String zone,
      List<String> topics,
      @Nullable Instant joined)
      implements ReaderRow {}

  /// @param shown what the row held as its address, made fit for a terminal
  record Refused(long line, String shown, String reason) implements ReaderRow {}
}
