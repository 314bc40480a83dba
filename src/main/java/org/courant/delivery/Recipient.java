package org.courant.delivery;

import java.util.UUID;
import org.courant.message.Addressee;
import org.courant.message.MailingId;
import org.jspecify.annotations.Nullable;

/// A claimed row: whom to write to and with which variant.
///
/// @param marks how often it was marked in transit before
record Recipient(
    long id,
    MailingId mailing,
    UUID recipient,
    String address,
    int variant,
    @Nullable String name,
    int attempts,
    int marks) {

  Addressee addressee() {
    return new Addressee(id, mailing, recipient, address, name);
  }
}
