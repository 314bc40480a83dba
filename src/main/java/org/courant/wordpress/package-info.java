/// A WordPress site by its REST API: finds the API behind a site's address, walks the posts in the
/// order of their last change, lists which posts there are, and turns each into an item whose id is
/// the guid of the site's own RSS feed, so that both ways of pulling tell one article. It keeps
/// nothing and decides nothing: what a walk needs to go on later is a time that the caller keeps.
///
/// WordPress compares `modified_after` and `after` with the site's local times. The walk therefore
/// sends back the very local times that the posts carried, and neither summer time nor a changed
/// zone makes it lose one.
///
/// Tables, views and events: none.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"fetch", "extract"})
@org.jspecify.annotations.NullMarked
package org.courant.wordpress;
