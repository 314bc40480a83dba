package org.courant.extract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text of Atom 1.0 (RFC 4287, sections 3.1 and 4.1.3) or 0.3, links resolved.
///
/// @param plain false for HTML
record AtomText(String value, boolean plain) {

  private static final Set<String> PLAIN = Set.of("", "text", "text/plain");
  private static final Pattern TEXTUAL =
      Pattern.compile("text|html|xhtml|text/.*|.*[/+]xml|.*/xhtml.*");
  private static final Pattern BINARY =
      Pattern.compile("(?:image|audio|video|font)/.*|application/(?:octet-stream|pdf|zip|gzip)");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /// Null where there is none, or none that can be shown.
  static @Nullable AtomText of(@Nullable XmlElement element) {
    if (element == null) {
      return null;
    }
    var type = element.attribute("type", "").toLowerCase(Locale.ROOT);
    var encoded =
        element.attribute("mode", "").equals("base64")
            || !(type.isEmpty() || TEXTUAL.matcher(type).matches());
    if (encoded && !element.hasChildren()) {
      var text = FeedElements.given(decoded(element.text(), type));
      var plain = PLAIN.contains(type) && !element.attribute("mode", "").equals("base64");
      return text == null ? null : new AtomText(XmlLinks.inHtml(element, text), plain);
    }
    return PLAIN.contains(type) && !element.hasChildren() ? plain(element) : markup(element, type);
  }

  private static @Nullable AtomText plain(XmlElement element) {
    var text = FeedElements.given(element.text());
    return text == null ? null : new AtomText(text, true);
  }

  /// Atom's own XHTML is meant without its `div`; HTML that nobody escaped is HTML all the same.
  private static @Nullable AtomText markup(XmlElement element, String type) {
    var inner = wrapped(element);
    var escaped = type.equals("html") || type.equals("text/html") || PLAIN.contains(type);
    var xml = !escaped && !type.startsWith("text/");
    var text = inner.hasChildren() || xml ? inner.markup() : inner.text();
    var given = FeedElements.given(text);
    return given == null ? null : new AtomText(XmlLinks.inHtml(inner, given), false);
  }

  private static XmlElement wrapped(XmlElement element) {
    var children = element.children();
    var single = children.size() == 1 && element.text().isBlank();
    return single && children.getFirst().name.equals("div") ? children.getFirst() : element;
  }

  /// What is no base64 is the text itself; a picture is no text.
  private static @Nullable String decoded(String text, String type) {
    try {
      var bytes = Base64.getDecoder().decode(SPACE.matcher(text).replaceAll(""));
      return Characters.legal(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException _) {
      return text;
    } catch (CharacterCodingException _) {
      return BINARY.matcher(type).matches() ? null : text;
    }
  }

  /// As HTML.
  String html() {
    return plain ? PlainText.escaped(value) : value;
  }

  /// As one line of plain text.
  @Nullable String line() {
    return plain ? FeedElements.given(PlainText.spaced(value)) : PlainText.of(value);
  }
}
