package org.courant.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The article that an item turned out to be, with its current revision.
record Known(
    long id,
    @Nullable String guid,
    @Nullable String url,
    int revision,
    String contentHash,
    String title,
    String text,
    @Nullable String sponsor,
    @Nullable String correctionNote,
    @Nullable Instant correctionAt,
    Instant published,
    Instant updated,
    @Nullable Instant withdrawnAt) {}
