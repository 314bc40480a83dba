/// The publication's feeds: `all` and one per section, each in every format of `document`.
///
/// A version of a feed is the hash of its definition and of the ordered revisions it holds. Its
/// documents are built once, read back and checked, stored, and served from memory; a version that
/// does not pass is kept with its reason, and the last good one stays. Only articles and the
/// configuration decide the bytes, never the request or the hour. Last-Modified is stored and grows
/// with every version.
///
/// - Tables: `feed`, `feed_version`. Views: `feed_published` (slug, version). Events: none.
/// - Hears `ArticlesChanged` in the process and `courant_articles` from other nodes.
/// - Addresses: `/feeds`, `/feeds.opml`, `/feeds/{slug}` and its `.rss`, `.atom`, `.json`, `.rdf`.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "article", "document"})
@org.jspecify.annotations.NullMarked
package org.courant.feed;
