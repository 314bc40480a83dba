package org.courant.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The W3C feed validator's rules for languages, mailboxes and single letters.
final class TextRules {
  private static final Pattern CONTACT =
      Pattern.compile("[\\w+.'-]+@([A-Za-z0-9-]+\\.)+[A-Za-z0-9-]+ \\([^()\\\\]+\\)");
  private static final Pattern MAILBOX =
      Pattern.compile("(?i)<[a-z0-9_+.'-]+@([a-z0-9-]+\\.)+[a-z0-9][-a-z0-9]*>");
  private static final Pattern TYPE =
      Pattern.compile("[^\\s()<>,;:\\\\\"/\\[\\]?=]+/[^\\s()<>,;:\\\\\"/\\[\\]?=]+");
  private static final Pattern TWICE = Pattern.compile("[\u00C2\u00C3][\u0080-\u00BF]");

  private TextRules() {}

  /// A language of ISO 639 (parts 1 and 2), whatever follows it.
  static Optional<String> language(String tag) {
    var first = tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
    return Wording.LANGUAGES.contains(first)
        ? Optional.empty()
        : Optional.of("InvalidLanguage " + tag);
  }

  /// `mailbox (name)`.
  static Optional<String> contact(String value) {
    if (CONTACT.matcher(value).matches()) {
      return Optional.empty();
    }
    if (!value.contains("@")) {
      return Optional.of("InvalidContact " + value);
    }
    return Optional.of((value.contains(" ") ? "EmailFormat " : "MissingRealName ") + value);
  }

  static boolean holdsMailbox(String words) {
    return MAILBOX.matcher(words).find();
  }

  static boolean isType(String type) {
    return TYPE.matcher(type).matches();
  }

  /// Letters of Windows, letters that were lost, and UTF-8 that was taken for Latin-1.
  static Optional<String> characters(String text) {
    boolean bad = text.chars().anyMatch(c -> (c >= 0x80 && c <= 0x9F) || c == 0xFFFD);
    return bad || isEncodedTwice(text) ? Optional.of("BadCharacters " + text) : Optional.empty();
  }

  private static boolean isEncodedTwice(String text) {
    if (!TWICE.matcher(text).find() || text.chars().anyMatch(c -> c > 0xFF)) {
      return false;
    }
    try {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).hasRemaining();
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
