/// The public face that belongs to no other module: the home page, the frame of every page
/// (`templates/site/layout.ftlh`, `static/courant.css`), the pages for errors, and which addresses
/// the web may reach at all.
///
/// Every view's model holds the [org.courant.publication.Publication], the sections' titles and
/// [Dates], put there by `SharedModel`. Everything that is not named in `WebSecurity` is answered
/// as if it did not exist.
///
/// Tables, views and events: none.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "article", "feed", "issue"})
@org.jspecify.annotations.NullMarked
package org.courant.site;
