package org.courant.document;

import java.util.Optional;

/// Where a document stands among those of its feed (RFC 5005, section 4). Archives are numbered
/// from 1, the oldest.
public sealed interface Place {
  /// What the feed's own address answers.
  ///
  /// @param newestArchive what was before it
  record Current(Optional<Integer> newestArchive) implements Place {
    public static Current alone() {
      return new Current(Optional.empty());
    }
  }

  /// One that never changes its address and its members.
  ///
  /// @param next the archive after it; none where the current document follows
  record Archive(int number, boolean hasPrevious, Optional<Integer> next) implements Place {
    public Archive {
      if (number < 1) {
        throw new IllegalArgumentException("archives are numbered from 1, not " + number);
      }
    }
  }

  /// Only what a reader does not have yet (RFC 3229, `A-IM: feed`).
  record Delta() implements Place {}
}
