package org.courant.article;

import org.jspecify.annotations.Nullable;

/// What made a revision, and who.
///
/// @param reason why, in the words of who did it
record Mark(Cause cause, Actor actor, @Nullable String reason) {
  static final String AT_ITS_SOURCE = "withdrawn at its source";

  enum Cause {
    /// The source says something else, or something for the first time.
    CONTENT,
    CORRECTED,
    WITHDRAWN,
    RESTORED
  }

  enum Actor {
    SOURCE,
    ADMIN
  }

  static @Nullable Actor actor(@Nullable String name) {
    return name == null ? null : Actor.valueOf(name);
  }

  static Mark source(Cause cause) {
    return new Mark(cause, Actor.SOURCE, cause == Cause.WITHDRAWN ? AT_ITS_SOURCE : null);
  }
}
