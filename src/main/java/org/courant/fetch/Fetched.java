package org.courant.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a fetch came to. Each `reason` is one sentence for an operator.
public sealed interface Fetched {

  /// A document, decompressed.
  ///
  /// @param address where it was found after redirects: the base of its relative links
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared or kept
  record Content(byte[] body, @Nullable String contentType, Validators validators, URI address)
      implements Fetched {}

  /// The validators still hold.
  record NotModified() implements Fetched {}

  /// The server says that the document is gone for ever (410).
  record Gone(String reason) implements Fetched {}

  /// Ours to refuse: the address guard, a limit, a redirect that leads nowhere. Trying again soon
  /// does not help.
  record Refused(String reason) implements Fetched {}

  /// The server did not give the document this time.
  ///
  /// @param retryAfter how long the server asked to be left alone (RFC 9110, section 10.2.3)
  record Unreachable(String reason, Optional<Duration> retryAfter) implements Fetched {}
}
