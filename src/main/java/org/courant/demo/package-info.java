/// The whole of Courant on one's own machine: a sample publication (or the visitor's own articles),
/// made-up readers, and a mail relay whose inbox is a folder and a page. It exists in the profile
/// `demo` only.
///
/// Each mail is on disk before the relay accepts it, so what the inbox shows is what was accepted,
/// also after a kill.
///
/// Tables, views and events: none.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "command",
      "publication",
      "fetch",
      "extract",
      "discover",
      "articlefile",
      "article",
      "source",
      "feed",
      "delivery",
      "subscriber",
      "campaign"
    })
@org.jspecify.annotations.NullMarked
package org.courant.demo;
