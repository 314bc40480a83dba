package org.courant.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the lists in a request's header fields.
final class FieldValues {
  private FieldValues() {}

  /// Whether an `If-None-Match` holds the tag, compared weakly (RFC 9110, sections 8.8.3.2 and
  /// 13.1.2), or is `*`.
  static boolean matches(String list, String etag) {
    return list.equals(etag) || list.strip().equals("*") || tags(list).contains(etag);
  }

  /// The entity tags of a list, each with its quotes and without the mark of a weak one. A comma
  /// may stand inside a tag.
  static List<String> tags(String list) {
    var tags = new ArrayList<String>();
    int open = list.indexOf('"');
    while (open >= 0) {
      int close = list.indexOf('"', open + 1);
      if (close < 0) {
        return tags;
      }
      tags.add(list.substring(open, close + 1));
      open = list.indexOf('"', close + 1);
    }
    return tags;
  }

  /// Whether an `A-IM` wants the instance manipulation (RFC 3229, section 10.5.3).
  static boolean wants(String list, String manipulation) {
    for (var part : List.of(list.toLowerCase(Locale.ROOT).split(",", -1))) {
      var words = part.replaceAll("\\s", "").split(";", 2);
      if (words[0].equals(manipulation)) {
        return words.length == 1 || !words[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }
}
