package org.courant.document;

import java.time.Instant;

/// An article that readers must not keep (RFC 6721).
///
/// @param uri its permanent id
public record Withdrawn(String uri, Instant at) {}
