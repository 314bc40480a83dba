package org.courant.extract;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Entities;

/// A document that a parser refuses, written again as one it takes: a bare `&` or `<` is escaped,
/// HTML's named entities become their characters, characters no XML may hold are taken out, tags
/// are closed where they must end, attributes are quoted, prefixes nobody declared are declared. A
/// document that breaks off still does.
final class XmlRepair {

  enum Fault {
    AMPERSAND("has an & that is not written &amp;"),
    ENTITY("uses entities that XML does not know"),
    CONTROL("holds control characters: they are taken out"),
    BRACKET("has a < that is not written &lt;"),
    CDATA_END("has a ]]> in its text"),
    TAG("has tags that do not match: they are closed where they must end"),
    ATTRIBUTE("has attributes that are not written as XML asks"),
    PREFIX("uses namespace prefixes that nobody declared"),
    AFTER("has something after its end, which is not read");

    private final String sentence;

    Fault(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  private final String text;
  private final StringBuilder out;
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final XmlTags tags;

  private XmlRepair(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length() + text.length() / 20 + 64);
    this.tags = new XmlTags(text, out, faults);
  }

  /// @param xml from its root element on
  static String of(String xml, List<String> warnings) {
    var repair = new XmlRepair(xml);
    var whole = repair.whole();
    repair.faults.forEach(fault -> warnings.add(fault.sentence));
    return whole;
  }

  private String whole() {
    var at = 0;
    while (at < text.length() && !tags.ended() && !tags.tooDeep()) {
      at = text.charAt(at) == '<' ? markup(at) : copied(text, at, text.length(), out, faults);
    }
    if (tags.ended()) {
      if (!text.substring(at).isBlank()) {
        faults.add(Fault.AFTER);
      }
    } else {
      out.append(text, at, text.length());
    }
    return tags.withDeclarations();
  }

  private int markup(int at) {
    if (text.startsWith("<!--", at)) {
      return after("-->", at);
    }
    if (text.startsWith("<![CDATA[", at)) {
      return section(at);
    }
    if (text.startsWith("<?", at)) {
      return after("?>", at);
    }
    var end = tags.tag(at);
    if (end > at) {
      return end;
    }
    faults.add(Fault.BRACKET);
    out.append("&lt;");
    return at + 1;
  }

  /// Of what has no end nothing is left.
  private int after(String mark, int from) {
    var end = text.indexOf(mark, from);
    return end < 0 ? text.length() : end + mark.length();
  }

  private int section(int at) {
    var end = after("]]>", at);
    var whole = text.substring(at, end);
    var legal = Characters.legal(whole);
    if (legal.length() < whole.length()) {
      faults.add(Fault.CONTROL);
    }
    out.append(legal);
    return end;
  }

  /// Copies text up to the next `<`.
  ///
  /// @return where it stopped
  private static int copied(String text, int from, int to, StringBuilder out, Set<Fault> faults) {
    var at = from;
    while (at < to && text.charAt(at) != '<') {
      var point = text.codePointAt(at);
      if (point == '&') {
        at = reference(text, at, out, faults);
        continue;
      }
      if (!Characters.isLegal(point)) {
        faults.add(Fault.CONTROL);
      } else if (point == '>' && text.startsWith("]]", Math.max(from, at - 2))) {
        faults.add(Fault.CDATA_END);
        out.append("&gt;");
      } else {
        out.appendCodePoint(point);
      }
      at += Character.charCount(point);
    }
    return at;
  }

  /// An attribute's value as it stands between double quotes.
  static void value(String value, StringBuilder out, Set<Fault> faults) {
    var quoted = value.replace("\"", "&quot;");
    var at = copied(quoted, 0, quoted.length(), out, faults);
    while (at < quoted.length()) {
      faults.add(Fault.BRACKET);
      out.append("&lt;");
      at = copied(quoted, at + 1, quoted.length(), out, faults);
    }
  }

  private static int reference(String text, int at, StringBuilder out, Set<Fault> faults) {
    var end = at + 1;
    while (end < text.length() && end - at < 34 && isNamed(text.charAt(end))) {
      end++;
    }
    var name = text.substring(at + 1, end);
    if (name.isEmpty() || end == text.length() || text.charAt(end) != ';') {
      faults.add(Fault.AMPERSAND);
      out.append("&amp;");
      return at + 1;
    }
    out.append(resolved(name, faults));
    return end + 1;
  }

  private static boolean isNamed(char c) {
    return c == '#' || (c < 0x80 && Character.isLetterOrDigit(c));
  }

  private static String resolved(String name, Set<Fault> faults) {
    if (List.of("amp", "lt", "gt", "quot", "apos").contains(name)) {
      return "&" + name + ";";
    }
    if (name.matches("#\\d{1,8}|#[xX][0-9A-Fa-f]{1,6}")) {
      var hex = Character.toLowerCase(name.charAt(1)) == 'x';
      var point = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      if (Characters.isLegal(point)) {
        return "&#" + point + ";";
      }
      faults.add(Fault.CONTROL);
      return "";
    }
    faults.add(Fault.ENTITY);
    var characters = Entities.getByName(name);
    // Some of HTML's entities are the very characters that XML has a use for.
    return characters.isEmpty() ? "&amp;" + name + ";" : PlainText.escaped(characters);
  }
}
