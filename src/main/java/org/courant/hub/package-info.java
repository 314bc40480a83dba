/// A WebSub hub (W3C Recommendation of 23 January 2018) for this publication's feeds and no others.
///
/// A request to `/hub` only queues the verification of its intent; a subscription exists once its
/// callback has repeated the challenge, and ends with its lease. Every call the hub makes is a row
/// of `hub_delivery`: claimed with a lease, made outside any transaction, settled by its owner. A
/// node that dies leaves rows that lapse to the others. What is to be delivered is found by
/// comparing each subscription's version with the published one, so that no change is lost with
/// whoever made it; a waiting row moves on to the newest version.
///
/// A topic outlives the name of its feed and the base URL: a subscription is kept to its lease end,
/// gets what the feed publishes now, and learns the new topic from the links of what it gets.
///
/// Hubs elsewhere (`hub.outside`) are advertised beside this one in the Link headers, which come
/// before a document's own links in discovery, and are told of every change.
///
/// - Tables: `hub_subscription`, `hub_delivery` (queue and log in one), `hub_outside`. Views and
///   events: none.
/// - Settings: `hub`. Command: `hub`. Address: `/hub`.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "feed", "fetch", "command"})
@org.jspecify.annotations.NullMarked
package org.courant.hub;
