package org.courant.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.courant.message.Splice.Context;

/// Turns a rendered variant into bytes with slots: constant headers, then multipart/alternative,
/// plain text first (RFC 2046 section 5.1.4), both UTF-8 in quoted-printable.
final class TemplateCompiler {
  /// Gmail shows no more of a message's HTML, and hides the unsubscribe link below the cut.
  private static final int MOST_HTML = 102 * 1_024;

  /// What a filled slot may take; names are cut to 100 characters.
  private static final int SLOT_ALLOWANCE = 300;

  private static final Pattern ADDRESS_ATTRIBUTE =
      Pattern.compile("(?is)\\b(href|src|action)\\s*=\\s*(\"[^\"]*|'[^']*)$");

  private final Map<Slot, String> marks;
  private final Pattern anyMark;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1_024);
  private final List<Splice> splices = new ArrayList<>();

  private TemplateCompiler(Map<Slot, String> marks) {
    this.marks = marks;
    this.anyMark = Pattern.compile(String.join("|", marks.values()));
  }

  /// @param headers the constant header fields, each with its line end
  /// @param boundary unique to the variant; `=_` cannot occur in quoted-printable text
  static CompiledMessage compile(
      RenderedMessage message, Map<Slot, String> marks, String headers, String boundary) {
    return new TemplateCompiler(marks).write(message, headers, "=_" + boundary);
  }

  private CompiledMessage write(RenderedMessage message, String headers, String boundary) {
    check(message);
    ascii(headers);
    ascii(HeaderText.field("Subject", message.subject()));
    ascii("Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n");
    part(boundary, "plain", message.text(), false);
    part(boundary, "html", message.html(), true);
    ascii("--" + boundary + "--\r\n");
    return new CompiledMessage(out.toByteArray(), List.copyOf(splices));
  }

  private void check(RenderedMessage message) {
    if (message.subject().isBlank()) {
      throw new MailingRefused("The message has no subject.");
    }
    if (anyMark.matcher(message.subject()).find()) {
      throw new MailingRefused("The subject holds a reader's own value, which it must not.");
    }
    var unsubscribe = marks.getOrDefault(Slot.UNSUBSCRIBE_URL, "");
    if (!message.text().contains(unsubscribe)) {
      throw new MailingRefused("The plain text has no unsubscribe link.");
    }
    if (!message.html().contains(unsubscribe)) {
      throw new MailingRefused("The HTML has no unsubscribe link.");
    }
    var size =
        message.html().getBytes(UTF_8).length
            + anyMark.matcher(message.html()).results().count() * SLOT_ALLOWANCE;
    if (size >= MOST_HTML) {
      throw new MailingRefused(
          "The HTML takes %d KB, but mail programs show no more than 102 KB: show fewer articles, or shorter ones."
              .formatted(size / 1_024));
    }
  }

  private void part(String boundary, String subtype, String content, boolean html) {
    ascii("--" + boundary + "\r\nContent-Type: text/" + subtype + "; charset=utf-8\r\n");
    ascii("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
    var printable = new QuotedPrintable(out);
    var slots =
        marks.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    var from = 0;
    var matcher = anyMark.matcher(content);
    while (matcher.find()) {
      printable.write(content.substring(from, matcher.start()));
      printable.softBreak();
      var slot = slots.get(matcher.group());
      if (slot == null) {
        throw new IllegalStateException("a mark without a slot");
      }
      var context = html ? context(slot, content.substring(0, matcher.start())) : Context.TEXT;
      splices.add(new Splice(out.size(), slot, context));
      from = matcher.end();
    }
    printable.write(content.substring(from));
    ascii("\r\n");
  }

  /// A name inside an address is percent-encoded; the unsubscribe address is an address already.
  private static Context context(Slot slot, String before) {
    var tag = before.substring(Math.max(0, before.lastIndexOf('<')));
    var inAddress = !tag.contains(">") && ADDRESS_ATTRIBUTE.matcher(tag).find();
    return inAddress && slot == Slot.NAME ? Context.URL : Context.HTML;
  }

  private void ascii(String text) {
    out.writeBytes(text.getBytes(US_ASCII));
  }
}
