package org.courant.selection;

import java.time.Instant;
import org.courant.article.RevisionKey;

/// An article as a feed holds it now.
///
/// @param uri by which the feed showed it first
public record FeedItem(RevisionKey key, String uri, Instant published) {}
