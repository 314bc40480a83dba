package org.courant.source;

import java.time.Duration;
import java.util.Optional;

/// What became of one try to read a source. Each `reason` is one sentence for an operator.
public sealed interface PullEnd {

  /// It was read.
  ///
  /// @param whole whether everything that stands there was looked at: until a pull is whole, what
  ///   is older than the first one counts as back catalogue
  /// @param asked how long it is to be left alone, if it says
  record Read(boolean whole, Optional<Duration> asked) implements PullEnd {}

  /// The server or the bytes say that nothing changed.
  record Unchanged() implements PullEnd {}

  /// Read, but it would withdraw so much that a person must allow it.
  record Held(String reason, boolean whole) implements PullEnd {}

  /// It is gone for ever and not to be asked again.
  record Gone(String reason) implements PullEnd {}

  /// Not this time.
  ///
  /// @param retryAfter how long the server asked to be left alone
  record Failed(String reason, Optional<Duration> retryAfter) implements PullEnd {}

  /// Read to the end; held if there is a reason.
  static PullEnd read(boolean whole, Optional<String> held) {
    return held.<PullEnd>map(reason -> new Held(reason, whole))
        .orElseGet(() -> new Read(whole, Optional.empty()));
  }
}
