package org.courant.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A declared feed as the database knows it.
///
/// @param id its number, for ever
/// @param identity what feed readers know it by, for ever: its first slug
/// @param since when it was first known
/// @param version the published one
/// @param redefined whether its definition changed since that was published
/// @param newestArchive the last archive of the chain that begins at its newest document
record KnownFeed(
    long id,
    String slug,
    String identity,
    Instant since,
    @Nullable String version,
    boolean redefined,
    @Nullable Integer newestArchive) {}
