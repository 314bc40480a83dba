package org.courant.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.courant.publication.Keys;
import org.courant.publication.Publication;
import org.courant.publication.Purpose;
import org.springframework.stereotype.Component;

/// Checks what is to be sent, and compiles it once.
@Component
public class MessageTemplates {
  private final Templates templates;
  private final SlotMarks marks;
  private final HeaderFields fields;
  private final Keys keys;
  private final Publication publication;
  private final MessageSettings settings;

  MessageTemplates(
      Templates templates,
      SlotMarks marks,
      HeaderFields fields,
      Keys keys,
      Publication publication,
      MessageSettings settings) {
    this.templates = templates;
    this.marks = marks;
    this.fields = fields;
    this.keys = keys;
    this.publication = publication;
    this.settings = settings;
  }

  /// Throws `MailingRefused` when no message could be sent with these headers: the publication has
  /// no https address for the links, or the sender's address is no address.
  public void check(String mailing, String list, MailingHeaders headers) {
    if (!publication.secure() && !settings.insecureLinksAllowed()) {
      throw new MailingRefused(
          "No mail can be sent: the publication's base-url is %s, and unsubscribe links must be https."
              .formatted(publication.baseUrl()));
    }
    try {
      fields.constant(mailing, list, headers);
    } catch (IllegalArgumentException problem) {
      throw new MailingRefused(
          "Mailing %s cannot be sent: %s".formatted(mailing, problem.getMessage()));
    }
  }

  /// Compiles and keeps one variant. Throws `MailingRefused` when it has no unsubscribe link in
  /// either part, a slot in its subject, or more HTML than mail programs show.
  public void add(
      MailingId id,
      int variant,
      RenderedMessage message,
      String name,
      String list,
      MailingHeaders headers) {
    var constant = fields.constant(name, list, headers);
    var compiled =
        TemplateCompiler.compile(message, marks.of(id, variant), constant, boundary(id, variant));
    templates.keep(
        id, variant, message, new Templates.Variant(compiled, list, headers.fromAddress()));
  }

  /// The variants that have a template.
  public List<Integer> variants(MailingId id) {
    return templates.variants(id);
  }

  private String boundary(MailingId id, int variant) {
    var mac =
        keys.mac(
            Purpose.MESSAGES,
            "boundary".getBytes(UTF_8),
            id.toString().getBytes(UTF_8),
            ByteBuffer.allocate(4).putInt(variant).array());
    return HexFormat.of().formatHex(mac, 0, 16);
  }
}
