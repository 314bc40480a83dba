/// Answers who asks for a feed's document: ahead of the security and session filters, from memory,
/// touching no template and, but for a version's first reader and for what is new since an old one,
/// no database.
///
/// `FeedFront` stands before the servlets and answers from memory on the thread that read the
/// request; `FeedFilter` stands before the other filters and answers what may have to wait.
/// Conditional requests, content codings and their negotiation (RFC 9110), what is new since a
/// version (RFC 3229, `A-IM: feed`), cross-origin requests (of archives, too), removed and renamed
/// feeds. Every answer is counted and timed in `http.server.requests`. An address that is no feed's
/// goes on to the pages.
///
/// - Tables, views and events: none.
/// - Addresses: `/feeds/{slug}.rss`, `.atom`, `.json`, `.rdf`.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "feed", "document", "coding"})
@org.jspecify.annotations.NullMarked
package org.courant.serving;
