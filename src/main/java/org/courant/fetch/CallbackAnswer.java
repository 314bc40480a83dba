package org.courant.fetch;

import java.time.Duration;
import java.util.Optional;

/// What a callback made of a call. Each `reason` is one sentence for an operator.
public sealed interface CallbackAnswer {

  /// It answered; a redirect is an answer like any other.
  ///
  /// @param body of a GET, decompressed; empty when it is longer than was asked for, or of a POST
  /// @param retryAfter how long the server asked to be left alone (RFC 9110, section 10.2.3)
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared or kept
  record Response(int status, byte[] body, Optional<Duration> retryAfter)
      implements CallbackAnswer {}

  /// It was not called: the address guard, or an address that is none.
  record Refused(String reason) implements CallbackAnswer {}

  /// It gave no answer in time.
  record Silent(String reason) implements CallbackAnswer {}
}
