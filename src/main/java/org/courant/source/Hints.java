package org.courant.source;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an answer says about later ones.
///
/// @param asked how long the document asks to be left alone (`ttl`, `sy:*`)
/// @param fresh how long the answer stays fresh (`Cache-Control`)
/// @param movedTo where permanent redirects led
public record Hints(Optional<Duration> asked, Optional<Duration> fresh, @Nullable URI movedTo) {
  public static final Hints NONE = moved(null);

  /// Nothing but where it is now.
  public static Hints moved(@Nullable URI movedTo) {
    return new Hints(Optional.empty(), Optional.empty(), movedTo);
  }
}
