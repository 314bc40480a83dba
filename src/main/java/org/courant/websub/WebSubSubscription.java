package org.courant.websub;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a hub was asked to tell, and how that stands.
///
/// @param key the last part of its callback
/// @param wanted whether it is to live on
/// @param expires null until the hub has verified it
record WebSubSubscription(
    String key,
    String source,
    URI topic,
    URI hub,
    boolean internal,
    boolean wanted,
    @Nullable Instant expires,
    int failures) {

  /// Whether the hub knows a secret, and signs.
  boolean signed() {
    return HubLinks.secure(hub);
  }

  /// Whether what comes for it is still to be read.
  boolean alive(Instant now) {
    return wanted && expires != null && now.isBefore(expires);
  }
}
