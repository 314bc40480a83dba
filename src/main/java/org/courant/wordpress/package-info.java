/// A WordPress site by its REST API: finds the API behind a site's address, walks the posts in the
/// order of their last change, lists which posts there are, and turns each into an item whose id is
/// the guid of the site's own RSS feed, so that both ways of pulling tell one article. A pull of
/// kind `wordpress` walks what changed, and once a night lists all posts to see which are gone.
///
/// WordPress compares `modified_after` and `after` with the site's local times. The walk therefore
/// sends back the very local times that the posts carried, and neither summer time nor a changed
/// zone makes it lose one.
///
/// Tables: `source_cursor` and `source_post` (how far a site was read, and which posts it showed).
/// No views, no events.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "fetch", "extract", "article", "source"})
@org.jspecify.annotations.NullMarked
package org.courant.wordpress;
