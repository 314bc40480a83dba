package org.courant.delivery;

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
class TemplateSources {
  private final Templates templates;
  private final SlotMarks marks;
  private final HeaderFields fields;
  private final Keys keys;
  private final Publication publication;
  private final DeliverySettings settings;

  TemplateSources(
      Templates templates,
      SlotMarks marks,
      HeaderFields fields,
      Keys keys,
      Publication publication,
      DeliverySettings settings) {
    this.templates = templates;
    this.marks = marks;
    this.fields = fields;
    this.keys = keys;
    this.publication = publication;
    this.settings = settings;
  }

  void check(NewMailing mailing) {
    if (!publication.secure() && !settings.insecureLinksAllowed()) {
      throw new MailingRefused(
          "No mail can be sent: the publication's base-url is %s, and unsubscribe links must be https."
              .formatted(publication.baseUrl()));
    }
    try {
      fields.constant(mailing.name(), mailing.list(), mailing.headers());
    } catch (IllegalArgumentException problem) {
      throw new MailingRefused(
          "Mailing %s cannot be sent: %s".formatted(mailing.name(), problem.getMessage()));
    }
  }

  void add(
      MailingId id,
      int variant,
      RenderedMessage message,
      String name,
      String list,
      MailingHeaders headers) {
    var compiled =
        TemplateCompiler.compile(
            message,
            marks.of(id, variant),
            fields.constant(name, list, headers),
            boundary(id, variant));
    templates.keep(id, variant, message, compiled);
  }

  List<Integer> missing(MailingId id) {
    return templates.missing(id);
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
