package org.courant.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.courant.publication.Keys;
import org.courant.publication.Purpose;
import org.springframework.stereotype.Component;

/// Names a mailbox without telling it: what is kept after an erasure.
@Component
public class AddressKeys {
  private final Keys keys;

  AddressKeys(Keys keys) {
    this.keys = keys;
  }

  /// 32 bytes, the same for every spelling of one mailbox.
  public byte[] of(MailAddress address) {
    return keys.mac(Purpose.ADDRESSES, address.canonical().getBytes(UTF_8));
  }
}
