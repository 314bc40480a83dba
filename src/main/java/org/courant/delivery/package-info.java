/// Sends mailings: a set of message templates to a frozen set of recipients, each a row whose state
/// is always known.
///
/// Tables: `mailing`, `delivery` (a row a recipient), `delivery_block` (neighbouring rows that are
/// handed out together, which of them are in transit, and how many ended how), `delivery_past`
/// (what is left of a mailing 90 days after it ended: who had which variant, and what became of
/// it), `mailing_tally` (what relays said of a mailing's messages, for the breaker), `suppression`,
/// `delivery_transcript` (what was said of a message that was not taken; the database deletes it
/// when the row's address changes or the row goes). Views for other modules: `mailing_recipient`
/// (insert recipients here, in the transaction that calls `Mailings.freeze`), `delivery_carried`
/// (recipients who count as "the reader had it"; name the mailings, since there is a row for
/// everything ever sent), `delivery_standing` (each row as it stands now), `delivery_known` (with
/// its answer, tries and transcript), `delivery_count` (the recipients of each mailing by state),
/// `mailing_frozen` (and how many it has), `mailing_progress` (counts that cost little) and
/// `suppressed_address` (a `list` of null means every list). No events; a released mailing is told
/// to all processes by `NOTIFY courant_mailing`.
///
/// A sender (one a node, role `serve`) leases blocks, marks a small window in transit for each
/// connection, sends it and records the results together with the next mark. A row in transit whose
/// owner died becomes UNCERTAIN and waits for a person; nothing else is ever unknown. What relays
/// refuse, and what cannot be made, is told in one line a kind, however many readers it met.
/// `pacing` says which rows of a block may leave in a window; the others stay behind unwritten.
/// Mailings go in turns, single mails of standing mailings before them. A mailing pauses itself
/// when too much of it fails, by what all nodes heard, and is held while no relay answers; a
/// standing one only tells. It is finished when its last row ends. Settings: `delivery`, `breaker`.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "database", "message", "dkim", "smtp", "node", "pacing"})
@org.jspecify.annotations.NullMarked
package org.courant.delivery;
