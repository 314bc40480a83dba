package org.courant.extract;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Reads a feed of any usual kind. Safe for many threads.
public final class FeedReader {

  /// @param contentType the HTTP header as it came, null for a file
  /// @param address where the bytes come from, the base of relative links
  public Document read(byte[] body, @Nullable String contentType, URI address)
      throws UnreadableDocument {
    throw new UnreadableDocument("No feed can be read yet");
  }
}
