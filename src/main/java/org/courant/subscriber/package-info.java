/// The readers: who they are, which newsletters they get, and how they leave.
///
/// - Tables: `subscriber` (a person's address, name, language, zone), `subscription` (their place
///   in a newsletter: status, topics, since when), `consent_event` (what proves it).
/// - View for other modules: `newsletter_reader`, the ACTIVE subscriptions; an empty array of
///   topics means all of them.
/// - [Readers] takes a file of readers in: `subscribers import`. A reader who left, or whose
///   address is suppressed, is never brought back by a file.
/// - `/unsubscribe/{token}`: GET shows a page, POST acts, once and for all, in one transaction (RFC
///   8058). The token names the reader and the newsletter and nothing else.
/// - Implements `RecipientTokens` of the module `message`. No events.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "message", "delivery", "command"})
@org.jspecify.annotations.NullMarked
package org.courant.subscriber;
