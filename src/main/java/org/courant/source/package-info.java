/// Where articles are pulled from, when, and how each pull went. A source is a folder of article
/// files, a feed, a WordPress site, or a site of pages; it is declared in the settings, upserted at
/// start and retired when it vanishes from them. A pull reads first and writes afterwards, one
/// transaction an item, so that one bad item or source never stops another. A row of `source_run`
/// keeps what each pull did and why.
///
/// Tables: `source`, `source_item` (which of a site's guids a folder showed, so that two sources of
/// one site do not withdraw each other's articles), `source_cursor` and `source_post` (how far a
/// WordPress site was read, and which posts it showed), `source_page` (which pages of a site were
/// visited), `source_run`. Views and events: none of its own; the ledger announces changes.
/// Commands: `pull`, `source read`. Quartz only wakes a pull; a session lock per source in the
/// database sees that one node does it.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "publication",
      "fetch",
      "extract",
      "wordpress",
      "page",
      "discover",
      "article",
      "command"
    })
@org.jspecify.annotations.NullMarked
package org.courant.source;
