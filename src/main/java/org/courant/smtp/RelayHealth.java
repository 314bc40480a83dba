package org.courant.smtp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one relay does, as this node sees it.
///
/// @param open connections that are open now
/// @param most connections that may be open
/// @param accepted messages it took since the start
/// @param failures how often in a row it failed
/// @param restsUntil when it is tried again, if it failed
/// @param problem what it failed with, in one line
public record RelayHealth(
    String relay,
    State state,
    int open,
    int most,
    long accepted,
    int failures,
    @Nullable Instant restsUntil,
    @Nullable String problem) {

  /// Whether it is used.
  public enum State {
    /// Nothing is known against it.
    UP,
    /// It failed, and is left alone for a while.
    RESTING,
    /// It failed, and one connection finds out whether it works again.
    TRIED
  }
}
