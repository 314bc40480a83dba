package org.courant.fetch;

import org.jspecify.annotations.Nullable;

/// What a server said to recognise an unchanged document by (RFC 9110, section 8.8). Both are kept
/// and sent back as they came, each independently of the other: servers change one without the
/// other.
public record Validators(@Nullable String etag, @Nullable String lastModified) {

  public static final Validators NONE = new Validators(null, null);
}
