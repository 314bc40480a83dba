package org.courant.delivery;

import java.util.Locale;
import java.util.UUID;
import org.courant.message.Addressee;
import org.courant.message.MailAddress;
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

  /// The address' domain as A-labels in lower case; as it is written when it is none.
  String domain() {
    var written = address.substring(address.lastIndexOf('@') + 1);
    if (written.chars().allMatch(c -> c < 0x80)) {
      return written.toLowerCase(Locale.ROOT);
    }
    try {
      return MailAddress.parse(address).domain();
    } catch (IllegalArgumentException _) {
      return written;
    }
  }

  Addressee addressee() {
    return new Addressee(id, mailing, recipient, address, name);
  }
}
