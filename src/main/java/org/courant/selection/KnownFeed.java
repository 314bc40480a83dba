package org.courant.selection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A declared feed as the database knows it.
///
/// @param id its number, for ever
/// @param identity what feed readers know it by, for ever: its first slug
/// @param since when it was first known
/// @param content what it said when it was looked at last, as a hash
/// @param changed when it came to say that
/// @param newestArchive the last archive of the chain that begins at its newest document
record KnownFeed(
    long id,
    String slug,
    String identity,
    Instant since,
    @Nullable String content,
    @Nullable Instant changed,
    @Nullable Integer newestArchive) {}
