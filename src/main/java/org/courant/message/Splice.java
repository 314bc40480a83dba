package org.courant.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;

/// Where in a compiled message a reader's value goes in.
///
/// @param at offset in the message's bytes
/// @param context what the value must be escaped for before it is quoted-printable
record Splice(int at, Slot slot, Context context) {
  enum Context {
    TEXT {
      @Override
      String escape(String value) {
        return value;
      }
    },
    HTML {
      @Override
      String escape(String value) {
        return value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
      }
    },
    /// Inside an address in an attribute.
    URL {
      @Override
      String escape(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
      }
    };

    abstract String escape(String value);
  }

  static String write(List<Splice> splices) {
    return splices.stream()
        .map(s -> s.at() + ":" + s.slot() + ":" + s.context())
        .collect(joining(" "));
  }

  static List<Splice> read(String written) {
    return Arrays.stream(written.split(" ", -1)).map(Splice::one).toList();
  }

  private static Splice one(String written) {
    var parts = written.split(":", -1);
    return new Splice(
        Integer.parseInt(parts[0]), Slot.valueOf(parts[1]), Context.valueOf(parts[2]));
  }
}
