package org.courant.delivery;

import java.time.Instant;
import java.util.Map;
import org.courant.smtp.Envelope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Makes one reader's message of a variant: its own header fields in front, its own values in the
/// slots.
@Component
class Filling {
  /// A message ready for a relay.
  @SuppressWarnings("ArrayRecordComponent") // handed from one line to the next, never compared
  record Filled(Envelope envelope, byte[] bytes) {}

  private final HeaderFields fields;
  private final ObjectProvider<RecipientTokens> tokens;

  @Autowired
  Filling(HeaderFields fields, ObjectProvider<RecipientTokens> tokens) {
    this.fields = fields;
    this.tokens = tokens;
  }

  /// Throws IllegalArgumentException when the row's address cannot be written to.
  Filled fill(Recipient to, Templates.Variant variant, Instant now) {
    var token = tokens.getObject().unsubscribe(to.recipient(), variant.list());
    var values =
        Map.of(Slot.NAME, HeaderFields.name(to), Slot.UNSUBSCRIBE_URL, fields.unsubscribe(token));
    var envelope =
        new Envelope(
            fields.bounceAddress(to, variant.fromAddress()),
            MailAddress.parse(to.address()).ascii());
    var headers = fields.personal(to, variant.fromAddress(), token, now);
    return new Filled(envelope, variant.message().fill(headers, values));
  }
}
