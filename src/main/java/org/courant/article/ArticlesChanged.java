package org.courant.article;

import java.time.Instant;

/// Articles were added, changed or withdrawn; published once per pull, outside its transactions.
public record ArticlesChanged(Instant at) {}
