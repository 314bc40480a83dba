/// Takes articles that a publisher's own system hands in: `POST /api/v1/articles` creates, updates
/// or withdraws one article or up to a hundred, `DELETE /api/v1/articles/{id}` withdraws one. A
/// request proves itself with the token of a declared source of kind `push` (RFC 6750) and reaches
/// that source's articles alone; the same article twice changes nothing. Faults are problem details
/// (RFC 9457) with a sentence for each field. Wrong tokens are counted in memory by address,
/// requests by source.
///
/// Tables, views and events: none; `source` records each request as a run, the ledger announces
/// what changed.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "extract", "articlefile", "article", "source"})
@org.jspecify.annotations.NullMarked
package org.courant.push;
