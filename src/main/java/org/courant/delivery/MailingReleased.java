package org.courant.delivery;

import org.courant.message.MailingId;

/// Published in the transaction that let a mailing go.
public record MailingReleased(MailingId id) {}
