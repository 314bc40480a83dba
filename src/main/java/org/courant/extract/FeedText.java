package org.courant.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Bytes to text. A byte order mark decides first, then the HTTP header's charset, then the XML
/// declaration, then UTF-8 (RFC 7303, section 3). A charset that the bytes contradict is passed
/// over.
final class FeedText {

  private static final Pattern PARAMETER =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*[\"']?([^\\s;\"']+)");
  private static final Pattern DECLARATION =
      Pattern.compile("<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"']{1,40})[\"']");
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private FeedText() {}

  static String decode(byte[] bytes, @Nullable String contentType, List<String> warnings) {
    for (var mark : Mark.values()) {
      if (mark.begins(bytes)) {
        var length = mark.bytes.length();
        var text = new String(bytes, length, bytes.length - length, mark.charset);
        return warned(text, mark.charset, warnings);
      }
    }
    var header = contentType == null ? Optional.<Charset>empty() : named(PARAMETER, contentType);
    var start = new String(bytes, 0, Math.min(bytes.length, 1024), ISO_8859_1);
    var candidates =
        Stream.of(header, wide(bytes), named(DECLARATION, start), Optional.of(UTF_8))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    for (var charset : candidates) {
      var text = strictly(bytes, charset);
      if (text.isPresent()) {
        if (!charset.equals(candidates.getFirst())) {
          warnings.add("says that it is %s and is %s".formatted(candidates.getFirst(), charset));
        }
        return warned(text.get(), charset, warnings);
      }
    }
    return guessed(bytes, candidates.getFirst(), warnings);
  }

  private static String warned(String text, Charset charset, List<String> warnings) {
    if (!charset.equals(UTF_8) && charset.name().startsWith("UTF-")) {
      warnings.add("is in " + charset + ", which some readers cannot read");
    }
    return text;
  }

  /// A slip in a text of many good characters does not make it another charset.
  private static String guessed(byte[] bytes, Charset said, List<String> warnings) {
    var text = new String(bytes, UTF_8);
    var broken = text.chars().filter(c -> c == '\uFFFD').count();
    var good = text.chars().filter(c -> c > 0x7F).count() - broken;
    if (good > 4 * broken) {
      warnings.add("has bytes that are no UTF-8");
      return text;
    }
    warnings.add("the text is not the " + said + " it says; read as windows-1252");
    return new String(bytes, WINDOWS_1252);
  }

  /// `<` in two bytes: UTF-16 without its mark.
  private static Optional<Charset> wide(byte[] bytes) {
    if (bytes.length < 4) {
      return Optional.empty();
    }
    if (bytes[0] == '<' && bytes[1] == 0 && bytes[3] == 0) {
      return Optional.of(UTF_16LE);
    }
    return bytes[0] == 0 && bytes[1] == '<' && bytes[2] == 0
        ? Optional.of(UTF_16BE)
        : Optional.empty();
  }

  private static Optional<Charset> named(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      var charset = Charset.forName(matcher.group(1));
      // Bytes read one by one as ASCII that name UTF-16 cannot be UTF-16.
      if (pattern == DECLARATION && charset.name().startsWith("UTF-16")) {
        return Optional.empty();
      }
      return Optional.of(
          charset.equals(ISO_8859_1) || charset.equals(US_ASCII) ? orUtf8(charset) : charset);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Latin-1 means windows-1252 on the web; ASCII that is not ASCII is tried as UTF-8.
  private static Charset orUtf8(Charset charset) {
    return charset.equals(US_ASCII) ? UTF_8 : WINDOWS_1252;
  }

  private static Optional<String> strictly(byte[] bytes, Charset charset) {
    if (charset.equals(UTF_8)) {
      // Many times as fast as a decoder; a replacement that stood in the text is rare.
      var text = new String(bytes, UTF_8);
      if (text.indexOf('\uFFFD') < 0) {
        return Optional.of(text);
      }
    }
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException | UnsupportedOperationException _) {
      return charset.equals(WINDOWS_1252)
          ? Optional.of(new String(bytes, WINDOWS_1252))
          : Optional.empty();
    }
  }

  private enum Mark {
    UTF_8_MARK(UTF_8, "\u00EF\u00BB\u00BF"),
    UTF_32_LITTLE(Charset.forName("UTF-32LE"), "\u00FF\u00FE\0\0"),
    UTF_32_BIG(Charset.forName("UTF-32BE"), "\0\0\u00FE\u00FF"),
    UTF_16_LITTLE(UTF_16LE, "\u00FF\u00FE"),
    UTF_16_BIG(UTF_16BE, "\u00FE\u00FF");

    private final Charset charset;
    private final String bytes;

    /// @param bytes each as the character of its value
    Mark(Charset charset, String bytes) {
      this.charset = charset;
      this.bytes = bytes;
    }

    private boolean begins(byte[] document) {
      return new String(document, 0, Math.min(document.length, bytes.length()), ISO_8859_1)
          .equals(bytes);
    }
  }
}
