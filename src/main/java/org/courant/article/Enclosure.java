package org.courant.article;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A file that belongs to an article, such as a recording to listen to.
///
/// @param type media type without parameters (RFC 6838), null when the source does not say
/// @param length bytes, null when the source does not say
/// @param seconds how long it plays, null when the source does not say
public record Enclosure(
    URI url, @Nullable String type, @Nullable Long length, @Nullable Long seconds) {

  public Enclosure(URI url, @Nullable String type, @Nullable Long length) {
    this(url, type, length, null);
  }
}
