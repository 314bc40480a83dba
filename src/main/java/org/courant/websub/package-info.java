/// A WebSub subscriber (W3C Recommendation of 23 January 2018) for feeds whose publisher has a hub.
///
/// When a changed feed was pulled, its hub and topic are looked for in the Link headers and then in
/// the document, a broken one as well. The hub is asked in the background and again at four fifths
/// of each lease; its question is answered only for what was asked. What it delivers is checked
/// against its signature and read like a pulled document; a hub's secret is sent, and a delivery
/// signed, over https alone. Pulling goes on beside it, less often. A hub that refuses or is silent
/// is left alone longer each time. A subscription ends with its source, or when the feed names
/// another hub.
///
/// Table: `websub_subscription`. Views and events: none. Address: `/websub/{key}`. Command:
/// `websub`.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "fetch", "extract", "source", "command"})
@org.jspecify.annotations.NullMarked
package org.courant.websub;
