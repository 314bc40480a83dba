/// Where articles are pulled from, when, and how each pull went. A source is declared in the
/// settings, upserted at start and retired when it vanishes from them. How each kind is read, a
/// [SourcePull] knows: folders and feeds have theirs here, WordPress and sites of pages in modules
/// of their own. A pull reads first and writes afterwards, one transaction an item, so that one bad
/// item or source never stops another. A row of `source_run` keeps what each pull did and why.
///
/// Tables: `source`, `source_item` (which of a site's guids a folder showed, so that two sources of
/// one site do not withdraw each other's articles), `source_run`. Views and events: none of its
/// own; the ledger announces changes. Command: `pull`. Quartz only wakes a pull; a session lock per
/// source in the database sees that one node does it.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "fetch", "extract", "article", "command"})
@org.jspecify.annotations.NullMarked
package org.courant.source;
