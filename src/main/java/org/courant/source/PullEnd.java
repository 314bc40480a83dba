package org.courant.source;

import java.time.Duration;
import java.util.Optional;
import org.courant.fetch.Fetched;

/// What became of one try to read a source. Each `reason` is one sentence for an operator.
public sealed interface PullEnd {

  /// It was read.
  ///
  /// @param whole whether everything that stands there was looked at: until a pull is whole, what
  ///   is older than the first one counts as back catalogue
  record Read(boolean whole, Hints hints) implements PullEnd {}

  /// The server or the bytes say that nothing changed.
  record Unchanged(Hints hints) implements PullEnd {}

  /// Read, but it would withdraw so much that a person must allow it.
  record Held(String reason, boolean whole, Hints hints) implements PullEnd {}

  /// The process ended in the midst of it; what was recorded stays.
  record Stopped() implements PullEnd {}

  /// It is gone for ever and not to be asked again.
  record Gone(String reason) implements PullEnd {}

  /// Not this time.
  ///
  /// @param retryAfter how long the server asked to be left alone
  /// @param ofHost whether the whole host does not answer or asks to be left alone
  record Failed(String reason, Optional<Duration> retryAfter, boolean ofHost) implements PullEnd {

    /// A fault of this source alone.
    public Failed(String reason) {
      this(reason, Optional.empty(), false);
    }

    static Failed of(Fetched.Unreachable answer) {
      return new Failed(answer.reason(), answer.retryAfter(), answer.ofHost());
    }
  }

  /// Read to the end; held if there is a reason.
  static PullEnd read(boolean whole, Optional<String> held, Hints hints) {
    return held.<PullEnd>map(reason -> new Held(reason, whole, hints))
        .orElseGet(() -> new Read(whole, hints));
  }
}
