package org.courant.message;

import java.util.List;
import java.util.Map;
import java.util.Random;

/// Text that a careless writer would break.
final class WildText {
  private static final List<String> PIECES =
      List.of(
          " ",
          "  ",
          "\t",
          "\n",
          "\r\n",
          ".",
          "\n.\n",
          "From ",
          "\nFrom ",
          "=",
          "=3D",
          "=\n",
          "a",
          "word ",
          "é",
          "👩‍⚕️",
          "مرحبا",
          "שלום",
          "<b>",
          "&amp;",
          "\"",
          "'",
          "--",
          "--=_",
          "\u00a0",
          "ｆ",
          "x".repeat(80),
          "слово".repeat(30),
          "?=",
          "=?UTF-8?Q?a?=");

  private WildText() {}

  /// Random pieces with the unsubscribe mark and sometimes a name somewhere among them.
  static String of(Random random, Map<Slot, String> marks, int most) {
    var out = new StringBuilder();
    var length = 1 + random.nextInt(most);
    var at = random.nextInt(length);
    for (var i = 0; i < length; i++) {
      out.append(PIECES.get(random.nextInt(PIECES.size())));
      if (i == at) {
        out.append(marks.getOrDefault(Slot.UNSUBSCRIBE_URL, ""));
      }
      if (random.nextInt(10) == 0) {
        out.append(marks.getOrDefault(Slot.NAME, ""));
      }
    }
    return out.toString();
  }
}
