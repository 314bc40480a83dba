/// The documents of the publication's feeds, their versions and pages.
///
/// What a feed holds is said by `selection`. A version is the hash of the feed's definition and of
/// the ordered revisions it holds; its documents are built once, in every format of `document`,
/// read back and checked, stored, and served from memory; one that does not pass is kept with its
/// reason, and the last good one stays. The documents of archives are written when somebody first
/// asks for them and never again. Only articles, the configuration, the day and the moment of the
/// last change decide the bytes, never the request or the host. Last-Modified is stored and grows
/// with every version.
///
/// - Tables: `feed`, `feed_version`, `feed_document`, `feed_archive_document`. Views:
///   `feed_published` (slug, version). Events: none.
/// - Hears `ArticlesChanged` in the process, and builds after it in the background, and
///   `courant_articles` from other nodes.
/// - Addresses: `/feeds`, `/feeds.opml`, `/feeds/{slug}`, its `.rss`, `.atom`, `.json`, `.rdf`, and
///   `/feeds/{slug}/archive/{n}` with these.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "publication",
      "database",
      "article",
      "document",
      "selection",
      "coding",
      "command"
    })
@org.jspecify.annotations.NullMarked
package org.courant.feed;
