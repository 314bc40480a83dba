package org.courant.articlefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.courant.extract.UnreadableDocument;
import org.jspecify.annotations.Nullable;

/// The part of TOML that Hugo's front matter uses: keys with text, numbers, dates, yes or no, lists
/// of them, and tables of one level. Every value is text, as in [Yaml].
final class Toml {
  private static final String TEXT = "\"((?:[^\"\\\\\n]|\\\\.)*+)\"|'([^'\n]*+)'";
  private static final String BARE = "true|false|[+-]?[0-9][0-9A-Za-z_.:+-]*+(?: [0-9:.]++Z?)?";
  private static final Pattern VALUE = Pattern.compile("\\s*(?:" + TEXT + "|(" + BARE + "))");
  private static final Pattern KEY =
      Pattern.compile("\\s*(?:\"([^\"\n]+)\"|([A-Za-z0-9_.-]+))\\s*=");
  private static final Pattern TABLE = Pattern.compile("\\s*\\[+\\s*([^\\[\\]\n]+?)\\s*\\]+[^\n]*");
  private static final Pattern NOTHING = Pattern.compile("(?:\\s++|#[^\n]*+)*+");

  private final String fileName;
  private final String text;
  private int at;

  private Toml(String fileName, String text) {
    this.fileName = fileName;
    this.text = text;
  }

  static Map<String, @Nullable Object> read(String fileName, String text)
      throws UnreadableDocument {
    return new Toml(fileName, text).tables();
  }

  private Map<String, @Nullable Object> tables() throws UnreadableDocument {
    var all = new LinkedHashMap<String, @Nullable Object>();
    Map<String, @Nullable Object> open = all;
    for (skip(); at < text.length(); skip()) {
      var table = TABLE.matcher(text).region(at, text.length());
      var key = KEY.matcher(text).region(at, text.length());
      if (table.lookingAt()) {
        open = new LinkedHashMap<>();
        all.putIfAbsent(table.group(1), open);
        at = table.end();
      } else if (key.lookingAt()) {
        var start = at;
        at = key.end();
        open.put(key.group(1) == null ? key.group(2) : key.group(1), value(start));
      } else {
        throw unknown(at);
      }
    }
    return all;
  }

  private void skip() {
    var nothing = NOTHING.matcher(text).region(at, text.length());
    at = nothing.lookingAt() ? nothing.end() : at;
  }

  private Object value(int start) throws UnreadableDocument {
    skip();
    if (!text.startsWith("[", at)) {
      return single(start);
    }
    at++;
    List<Object> list = new ArrayList<>();
    for (skip(); !text.startsWith("]", at); skip()) {
      list.add(single(start));
      skip();
      at += text.startsWith(",", at) ? 1 : 0;
    }
    at++;
    return list;
  }

  private String single(int start) throws UnreadableDocument {
    var value = VALUE.matcher(text).region(at, text.length());
    if (!value.lookingAt()) {
      throw unknown(start);
    }
    at = value.end();
    var escaped = value.group(1);
    if (escaped == null) {
      return value.group(2) == null ? value.group(3) : value.group(2);
    }
    try {
      return escaped.translateEscapes();
    } catch (IllegalArgumentException _) {
      throw unknown(start);
    }
  }

  private UnreadableDocument unknown(int start) {
    var line = text.substring(start).lines().findFirst().orElse("").strip();
    // The first line is the `+++`.
    var number = text.substring(0, start).lines().count() + 2;
    return new UnreadableDocument(
        "%s: the TOML front matter has no value that is known in line %d: %s"
            .formatted(fileName, number, line));
  }
}
