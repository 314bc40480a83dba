package org.courant.source;

import org.courant.fetch.Fetched;

/// A feed was fetched and read, and had changed. Published in the pull, outside any transaction.
public record FeedFetched(DeclaredSource source, Fetched.Content content) {}
