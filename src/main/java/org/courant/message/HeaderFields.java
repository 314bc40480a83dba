package org.courant.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.courant.message.HeaderText.field;
import static org.courant.message.HeaderText.mailbox;
import static org.courant.message.HeaderText.phrase;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.courant.publication.Keys;
import org.courant.publication.Publication;
import org.courant.publication.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The header fields of a newsletter's messages: RFC 5322, 2919 (List-Id), 2369 (List-*), 8058 (one
/// click), 3834 (Auto-Submitted). No field tells a topic.
@Component
class HeaderFields {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,57}");

  private final Publication publication;
  private final Keys keys;
  private final MessageSettings settings;
  private final Map<String, String> domains = new ConcurrentHashMap<>();

  HeaderFields(Publication publication, Keys keys, MessageSettings settings) {
    this.publication = publication;
    this.keys = keys;
    this.settings = settings;
  }

  /// What is the same for every reader.
  String constant(String mailing, String list, MailingHeaders headers) {
    var out = new StringBuilder();
    var from = MailAddress.ours(headers.fromAddress());
    out.append("From: ").append(mailbox(headers.fromName(), from.ascii())).append("\r\n");
    if (headers.replyTo() != null) {
      out.append("Reply-To: ").append(MailAddress.ours(headers.replyTo()).ascii()).append("\r\n");
    }
    out.append("MIME-Version: 1.0\r\n");
    out.append("List-Id: ").append(phrase(headers.listTitle())).append("\r\n <");
    out.append(list).append('.').append(listDomain()).append(">\r\n");
    out.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    var contact = MailAddress.ours(publication.contact()).ascii();
    out.append("List-Help: <mailto:").append(inUrl(contact)).append("?subject=help>\r\n");
    out.append("List-Owner: <mailto:").append(inUrl(contact)).append(">\r\n");
    out.append("List-Archive: <").append(headers.archive().toASCIIString()).append(">\r\n");
    out.append("List-Post: NO\r\n");
    out.append(field("Feedback-ID", feedback(mailing, list, from)));
    out.append("Auto-Submitted: auto-generated\r\n");
    out.append("X-Auto-Response-Suppress: OOF, AutoReply\r\n");
    return out.toString();
  }

  /// What is this reader's alone, and the date at which the message leaves.
  ///
  /// @param address the reader's, as a relay takes it
  /// @param link where this reader leaves, made of the token
  String personal(
      Addressee to, String address, String fromAddress, String token, String link, Instant now) {
    var out = new StringBuilder(512);
    out.append("Date: ").append(DATE.format(now.atZone(ZoneOffset.UTC))).append("\r\nTo: ");
    out.append(mailbox(name(to), address)).append("\r\nMessage-ID: <");
    out.append(tag("message-id", to)).append('@').append(domain(fromAddress)).append(">\r\n");
    out.append("List-Unsubscribe: <").append(link).append(">,\r\n <mailto:unsub+").append(token);
    out.append('@').append(bounceDomain(fromAddress)).append("?subject=unsubscribe>\r\n");
    return out.toString();
  }

  /// The envelope's sender: a bounce names its row without telling the address (VERP).
  String bounceAddress(Addressee to, String fromAddress) {
    return "bounce+%s-%s@%s"
        .formatted(to.delivery(), tag("bounce", to).substring(0, 20), bounceDomain(fromAddress));
  }

  /// The page where a reader leaves a list; the same address takes the one-click POST (RFC 8058).
  String unsubscribe(String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalStateException("an unsubscribe token holds what no address may hold");
    }
    return publication.url("/unsubscribe/" + token).toASCIIString();
  }

  /// The reader's name on one line, cut to a length that no header minds.
  static String name(Addressee to) {
    var name = to.name() == null ? "" : HeaderText.clean(to.name());
    var points = Math.min(100, name.codePointCount(0, name.length()));
    return name.substring(0, name.offsetByCodePoints(0, points)).strip();
  }

  /// The same for a message sent again, so that a mail program can tell it has it already.
  private String tag(String use, Addressee to) {
    var mac =
        keys.mac(
            Purpose.MESSAGES,
            use.getBytes(UTF_8),
            to.mailing().toString().getBytes(UTF_8),
            to.recipient().toString().getBytes(UTF_8));
    return HexFormat.of().formatHex(mac, 0, 16);
  }

  private String bounceDomain(String fromAddress) {
    @Nullable String domain = settings.message().bounceDomain();
    return domain == null ? domain(fromAddress) : domain("bounce@" + domain);
  }

  /// Read once for each of the few addresses that newsletters come from.
  private String domain(String fromAddress) {
    return domains.computeIfAbsent(fromAddress, address -> MailAddress.parse(address).domain());
  }

  /// The tag authority never changes, and neither may a list's id (RFC 2919 section 2).
  private String listDomain() {
    return publication.tagAuthority().replaceAll(",.*", "").toLowerCase(Locale.ROOT);
  }

  /// Campaign, list, kind and a sender id of 5 to 15 characters, for a provider's complaint
  /// reports.
  private static String feedback(String mailing, String list, MailAddress from) {
    var domain = from.domain().replaceAll("[^a-z0-9]", "");
    var sender = domain.length() < 5 ? domain + "courant" : domain;
    return "%s:%s:digest:%s"
        .formatted(plain(mailing), plain(list), sender.substring(0, Math.min(15, sender.length())));
  }

  /// An address in a mailto URL (RFC 6068 section 2): what means something there is encoded.
  private static String inUrl(String address) {
    return address
        .replace("%", "%25")
        .replace("?", "%3F")
        .replace("&", "%26")
        .replace("#", "%23")
        .replace("/", "%2F");
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "-");
  }
}
