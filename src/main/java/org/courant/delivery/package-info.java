/// Sends mailings: a set of message templates to a frozen set of recipients, each a row whose state
/// is always known.
///
/// Tables: `mailing`, `delivery` (a row a recipient), `delivery_block` (neighbouring rows that are
/// handed out together, and which of them are in transit), `suppression`. Views for other modules:
/// `mailing_recipient` (insert recipients here, in the transaction that calls `Mailings.freeze`),
/// `delivery_carried` (rows that count as "the reader had it"), `delivery_standing` (each row as it
/// stands now) and `suppressed_address` (a `list` of null means every list). No events; a released
/// mailing is told to all processes by `NOTIFY courant_mailing`.
///
/// A sender (one a node, role `serve`) leases blocks, marks a small window in transit for each
/// connection, sends it and records the results together with the next mark. A row in transit whose
/// owner died becomes UNCERTAIN and waits for a person; nothing else is ever unknown. What relays
/// refuse is told in one line a kind, however many readers it met. `pacing` says which rows of a
/// block may leave in a window; the others stay behind unwritten. Mailings go in turns, single
/// mails of standing mailings before them. A mailing pauses itself when too much of it fails, and
/// is held while no relay answers. Settings: `delivery`, `breaker`.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "database", "message", "dkim", "smtp", "node", "pacing"})
@org.jspecify.annotations.NullMarked
package org.courant.delivery;
