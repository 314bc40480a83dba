package org.courant.selection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A declared feed as the database knows it.
///
/// @param id its number, for ever
/// @param identity what feed readers know it by, for ever: its first slug
/// @param since when it was first known
/// @param newestArchive the last archive of the chain that begins at its newest document
record KnownFeed(
    long id, String slug, String identity, Instant since, @Nullable Integer newestArchive) {}
