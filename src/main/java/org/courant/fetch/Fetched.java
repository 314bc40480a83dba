package org.courant.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a fetch came to. Each `reason` is one sentence for an operator.
public sealed interface Fetched {

  /// A document, decompressed.
  ///
  /// @param address where it was found after redirects: the base of its relative links
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared or kept
  record Content(
      byte[] body,
      @Nullable String contentType,
      Validators validators,
      URI address,
      ResponseHead head)
      implements Fetched {

    public Content(byte[] body, @Nullable String contentType, Validators validators, URI address) {
      this(body, contentType, validators, address, ResponseHead.NONE);
    }

    /// The values of one header field, in their order.
    public List<String> header(String name) {
      return head.header(name);
    }
  }

  /// The validators still hold.
  record NotModified(ResponseHead head) implements Fetched {}

  /// The server says that the document is gone for ever (410).
  record Gone(String reason) implements Fetched {}

  /// Ours to refuse: the address guard, a limit, a redirect that leads nowhere. Trying again soon
  /// does not help.
  ///
  /// @param tooLarge whether there is a document that has more bytes than were to be taken
  record Refused(String reason, boolean tooLarge) implements Fetched {

    public Refused(String reason) {
      this(reason, false);
    }
  }

  /// The server did not give the document this time.
  ///
  /// @param retryAfter how long the server asked to be left alone (RFC 9110, section 10.2.3)
  /// @param status the answer's status code; 0 when there was no answer
  record Unreachable(String reason, Optional<Duration> retryAfter, int status) implements Fetched {

    public Unreachable(String reason, Optional<Duration> retryAfter) {
      this(reason, retryAfter, 0);
    }

    /// Whether the whole host does not answer or asks to be left alone, and not this document
    /// alone.
    public boolean ofHost() {
      return status == 0 || status == 429 || status >= 500;
    }
  }
}
