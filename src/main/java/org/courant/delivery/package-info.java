/// Sends mailings: a set of message templates to a frozen set of recipients, each a row whose state
/// is always known.
///
/// Tables: `mailing`, `delivery`, `suppression`. Views for other modules: `mailing_recipient`
/// (insert recipients here, in the transaction that calls `Mailings.freeze`), `delivery_carried`
/// (rows that count as "the reader had it") and `suppressed_address` (a `list` of null means every
/// list). Events: `MailingReleased`.
///
/// A sender (one a node, role `serve`) claims leased blocks of rows, marks a small window in
/// transit for each connection, sends it and records the results together with the next mark. A row
/// in transit whose owner died becomes UNCERTAIN and waits for a person; nothing else is ever
/// unknown. What relays refuse is told in one line a kind, however many readers it met. Settings:
/// `delivery`. Commands: `verify`, `deliveries resolve`, `deliveries resume`.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "message", "dkim", "smtp", "command"})
@org.jspecify.annotations.NullMarked
package org.courant.delivery;
