package org.courant.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Writes header fields (RFC 5322 section 2.2) whose values may hold any text: encoded words where
/// it is not plain ASCII (RFC 2047), folded lines, and never a line end of the value's own.
final class HeaderText {
  /// 45 bytes are 60 characters of Base64: with `=?UTF-8?B?` and `?=` less than the 75 allowed.
  private static final int WORD_BYTES = 45;

  /// The first word stands beside the field's name, on a line of at most 76 (RFC 2047 section 2).
  private static final int FIRST_WORD_BYTES = 36;

  private static final int LINE = 76;

  private HeaderText() {}

  /// One whole field of free text, with its line end.
  static String field(String name, String value) {
    var clean = clean(value);
    var start = name + ":";
    if (!ascii(clean) || clean.contains("=?") || longestWord(clean) > LINE - 2) {
      return start + " " + encoded(clean) + "\r\n";
    }
    var out = new StringBuilder(start);
    var column = start.length();
    for (var word : clean.split(" ", -1)) {
      if (column + 1 + word.length() > LINE && column > start.length()) {
        out.append("\r\n");
        column = 0;
      }
      out.append(' ').append(word);
      column += 1 + word.length();
    }
    return out.append("\r\n").toString();
  }

  /// A mailbox (RFC 5322 section 3.4) with its name, or the bare address when there is no name.
  static String mailbox(String name, String address) {
    var clean = clean(name);
    if (clean.isEmpty()) {
      return address;
    }
    return phrase(clean) + "\r\n <" + address + ">";
  }

  /// A display name: a quoted string when it is ASCII, else encoded words.
  static String phrase(String name) {
    var clean = clean(name);
    if (!ascii(clean) || clean.contains("=?") || clean.length() > LINE - 12) {
      return encoded(clean);
    }
    return '"' + clean.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// One line of text: controls, line ends and unpaired surrogates become spaces, runs of white
  /// space one space, and the invisible marks that would turn around what stands next to the value
  /// are left out.
  static String clean(String value) {
    var out = new StringBuilder(value.length());
    value
        .codePoints()
        .filter(c -> !((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)))
        .map(c -> printable(c) ? c : ' ')
        .forEach(out::appendCodePoint);
    return out.toString().strip().replaceAll("\\s+", " ");
  }

  private static boolean printable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  private static boolean ascii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static int longestWord(String text) {
    var longest = 0;
    for (var word : text.split(" ", -1)) {
      longest = Math.max(longest, word.length());
    }
    return longest;
  }

  /// Encoded words that split between characters only; white space between them is not part of the
  /// text.
  private static String encoded(String text) {
    List<String> words = new ArrayList<>();
    var part = new StringBuilder();
    var bytes = 0;
    for (var point : text.codePoints().toArray()) {
      var size = Character.toString(point).getBytes(UTF_8).length;
      if (bytes + size > (words.isEmpty() ? FIRST_WORD_BYTES : WORD_BYTES)) {
        words.add(word(part.toString()));
        part.setLength(0);
        bytes = 0;
      }
      part.appendCodePoint(point);
      bytes += size;
    }
    words.add(word(part.toString()));
    return String.join("\r\n ", words);
  }

  private static String word(String part) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(part.getBytes(UTF_8)) + "?=";
  }
}
