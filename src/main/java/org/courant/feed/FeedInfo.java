package org.courant.feed;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A feed as a list of feeds shows it.
///
/// @param title as feed readers list it, with the publication's name
/// @param name what it holds, without it
/// @param count how many articles it holds now
/// @param updated when its documents last changed, or null before the first
public record FeedInfo(
    String slug,
    String title,
    String name,
    String description,
    URI htmlUrl,
    URI rss,
    URI atom,
    URI json,
    int count,
    @Nullable Instant updated) {}
