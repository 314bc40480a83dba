/// Where articles are pulled from, when, and how each pull went. A source is declared in the
/// settings, upserted at start and retired when it vanishes from them. How each kind is read, a
/// [SourcePull] knows: feeds have theirs here, the others live in modules of their own. A pull
/// reads first and writes afterwards, one transaction an item, so that one bad item or source never
/// stops another. A row of `source_run` keeps what each pull did and why. The end of the process
/// ends a pull between two items; the next one goes on.
///
/// Quartz only wakes a source; when it is pulled follows from its own rhythm, from what it and its
/// server ask for, and from its failures, within declared bounds. A session lock in the database
/// sees that one node pulls a source, and that a host is asked by one pull at a time.
///
/// Tables: `source`, `source_host` (hosts to be left alone for a while), `source_run`. Views and
/// events: none of its own; the ledger announces changes. Command: `pull`.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "database", "fetch", "extract", "article", "command"})
@org.jspecify.annotations.NullMarked
package org.courant.source;
