package org.courant.message;

import java.time.Instant;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Makes one reader's message of a variant: its own header fields in front, its own values in the
/// slots.
@Component
public class Filling {
  private final Templates templates;
  private final HeaderFields fields;
  private final ObjectProvider<RecipientTokens> tokens;

  Filling(Templates templates, HeaderFields fields, ObjectProvider<RecipientTokens> tokens) {
    this.templates = templates;
    this.fields = fields;
    this.tokens = tokens;
  }

  /// Throws IllegalArgumentException when the address cannot be written to, and
  /// IllegalStateException when there is no such template.
  ///
  /// @param now the message's date
  public FilledMessage fill(Addressee to, int variant, Instant now) {
    return fill(
        to,
        templates
            .variant(to.mailing(), variant)
            .orElseThrow(
                () -> new IllegalStateException("template %d is missing".formatted(variant))),
        now);
  }

  FilledMessage fill(Addressee to, Templates.Variant variant, Instant now) {
    var address = MailAddress.parse(to.address()).ascii();
    var token = tokens.getObject().unsubscribe(to.recipient(), variant.list());
    var link = fields.unsubscribe(token);
    var values = Map.of(Slot.NAME, HeaderFields.name(to), Slot.UNSUBSCRIBE_URL, link);
    var headers = fields.personal(to, address, variant.fromAddress(), token, link, now);
    return new FilledMessage(
        fields.bounceAddress(to, variant.fromAddress()),
        address,
        variant.message().fill(headers, values));
  }
}
