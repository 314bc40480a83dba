package org.courant.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.courant.publication.Keys;
import org.courant.publication.Purpose;
import org.springframework.stereotype.Component;

/// What the templates write where a slot stands. A mark is derived from the secret, so that no
/// article can hold one, and made of lower-case letters and digits, so that no escaping or address
/// changes it.
@Component
public class SlotMarks {
  private final Keys keys;

  SlotMarks(Keys keys) {
    this.keys = keys;
  }

  /// The marks of one variant; every mailing and variant has its own.
  public Map<Slot, String> of(MailingId mailing, int variant) {
    var marks = new EnumMap<Slot, String>(Slot.class);
    for (var slot : Slot.values()) {
      marks.put(slot, mark(mailing, variant, slot));
    }
    return marks;
  }

  private String mark(MailingId mailing, int variant, Slot slot) {
    var mac =
        keys.mac(
            Purpose.SLOTS,
            mailing.toString().getBytes(UTF_8),
            ByteBuffer.allocate(4).putInt(variant).array(),
            slot.name().getBytes(UTF_8));
    return "slot" + HexFormat.of().formatHex(mac, 0, 14);
  }
}
