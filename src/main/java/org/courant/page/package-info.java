/// A site without a feed: finds its pages and reads the articles in them. Pages come from the
/// site's sitemaps and news sitemaps (sitemaps.org protocol 0.9), within what its robots.txt allows
/// (RFC 9309). A page's title, dates, authors and picture come from its JSON-LD, its Open Graph
/// tags and its `time` elements, in this order; its text from the part of the page that reads like
/// one, without menus, share bars, cookie banners and the repeated title; what only may be such is
/// kept, since a lost warning is worse than a link left over. A page that nowhere says that it is
/// an article is none. A pull of kind `site` visits the pages that are new or changed, and
/// withdraws what is neither listed nor there.
///
/// Tables: `source_page` (which pages of a site were visited). No views, no events.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"fetch", "extract", "source"})
@org.jspecify.annotations.NullMarked
package org.courant.page;
