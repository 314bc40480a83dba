package org.courant.delivery;

/// Published in the transaction that let a mailing go.
public record MailingReleased(MailingId id) {}
