/// Which feeds there are and what each of them holds.
///
/// A feed is a filter over the articles: `all`, one per section, and those that the configuration
/// declares. A feed's number and identity are for ever; its slug may change, and the former one
/// leads to it; a feed that vanished from the configuration is retired, never deleted.
///
/// An article is held against the filters when it changed, and every article when a filter did: so
/// a feed is read by index whatever its filter, and one new article costs what one article costs.
/// The moment at which a feed came to say what it says is kept, so that readers are told the same
/// by every node and never an earlier one. What leaves a feed's newest document goes into an
/// archive first (RFC 5005); an archive never changes, but one that holds a withdrawn article is
/// replaced by another under another number.
///
/// - Tables: `feed_definition`, `feed_former_slug`, `feed_seen`, `feed_item`, `feed_archive`.
///   Views: `archive_address` (slug and number of the archives that hold good). Events: none.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "article", "document"})
@org.jspecify.annotations.NullMarked
package org.courant.selection;
