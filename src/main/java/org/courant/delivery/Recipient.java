package org.courant.delivery;

import java.util.UUID;
import org.courant.message.Addressee;
import org.courant.message.MailingId;
import org.jspecify.annotations.Nullable;

/// A claimed row: whom to write to and with which variant.
record Recipient(
    long id,
    MailingId mailing,
    UUID recipient,
    String address,
    int variant,
    @Nullable String name,
    int attempts) {

  Addressee addressee() {
    return new Addressee(id, mailing, recipient, address, name);
  }
}
