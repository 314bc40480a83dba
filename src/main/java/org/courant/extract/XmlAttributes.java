package org.courant.extract;

import java.util.HashSet;
import java.util.Set;
import org.courant.extract.XmlRepair.Fault;

/// The attributes of one tag under repair: each once, in quotes.
final class XmlAttributes {

  private final String text;
  private final Set<Fault> faults;
  private final StringBuilder written = new StringBuilder();
  private final Set<String> names = new HashSet<>();
  private final Set<String> declared = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();
  private boolean closes;

  XmlAttributes(String text, Set<Fault> faults) {
    this.text = text;
    this.faults = faults;
  }

  String written() {
    return written.toString();
  }

  /// The prefixes that these attributes declare.
  Set<String> declared() {
    return declared;
  }

  /// The prefixes that they use.
  Set<String> prefixes() {
    return prefixes;
  }

  /// Whether the tag is an element of its own: `<a/>`.
  boolean closes() {
    return closes;
  }

  /// @param from behind the tag's name
  /// @return behind the tag's `>`; -1 when another tag begins before: it is none; the text's length
  ///   when the document ends in it
  int read(int from) {
    var at = from;
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == '>') {
        return at + 1;
      }
      if (c == '<') {
        return -1;
      }
      if (text.startsWith("/>", at)) {
        closes = true;
        return at + 2;
      }
      if (XmlTags.isNamed(c)) {
        at = attribute(at);
      } else {
        if (!Character.isWhitespace(c)) {
          faults.add(Fault.ATTRIBUTE);
        }
        at++;
      }
    }
    return text.length();
  }

  private int attribute(int from) {
    var end = from;
    while (end < text.length() && XmlTags.isNamed(text.charAt(end))) {
      end++;
    }
    var name = text.substring(from, end);
    var at = spaced(end);
    if (at >= text.length() || text.charAt(at) != '=') {
      faults.add(Fault.ATTRIBUTE);
      add(name, name);
      return end;
    }
    at = spaced(at + 1);
    if (at >= text.length()) {
      return at;
    }
    var quote = text.charAt(at);
    var quoted = quote == '"' || quote == '\'';
    var start = quoted ? at + 1 : at;
    var stop = quoted ? text.indexOf(quote, start) : unquoted(start);
    if (stop < 0) {
      return text.length();
    }
    add(name, text.substring(start, stop));
    return quoted ? stop + 1 : stop;
  }

  private int spaced(int from) {
    var at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int unquoted(int from) {
    faults.add(Fault.ATTRIBUTE);
    var at = from;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && text.charAt(at) != '>'
        && text.charAt(at) != '<') {
      at++;
    }
    return at;
  }

  private void add(String name, String value) {
    var prefix = XmlTags.prefix(name);
    var empty = name.startsWith("xmlns:") && value.isBlank();
    if (empty || !XmlTags.isWell(name) || !names.add(name)) {
      faults.add(Fault.ATTRIBUTE);
      return;
    }
    if (prefix != null && prefix.equals("xmlns")) {
      declared.add(name.substring(6));
    } else if (prefix != null) {
      prefixes.add(prefix);
    }
    written.append(' ').append(name).append("=\"");
    XmlRepair.value(value, written, faults);
    written.append('"');
  }
}
