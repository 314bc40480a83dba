package org.courant.extract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.courant.extract.XmlRepair.Fault;
import org.jsoup.parser.Tag;
import org.jspecify.annotations.Nullable;

/// The tags of a document under repair: which are open, and what must be closed when.
final class XmlTags {

  private static final int DEEPEST = 250;

  private static final Map<String, String> KNOWN =
      Map.of(
          "atom", "http://www.w3.org/2005/Atom",
          "content", "http://purl.org/rss/1.0/modules/content/",
          "dc", "http://purl.org/dc/elements/1.1/",
          "dcterms", "http://purl.org/dc/terms/",
          "feedburner", "http://rssnamespace.org/feedburner/ext/1.0",
          "itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd",
          "media", "http://search.yahoo.com/mrss/",
          "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
          "sy", "http://purl.org/rss/1.0/modules/syndication/");

  /// Fields that stand beside, never in one another.
  private static final Set<String> FIELDS =
      Set.of("title", "link", "guid", "pubdate", "id", "published", "updated", "category");

  private static final Set<String> CONTAINERS = Set.of("item", "entry", "channel", "feed", "rss");

  private static final Set<String> VOID = Set.of("br", "hr", "img", "input", "embed", "wbr");

  private static final Pattern WELL = Pattern.compile("[\\p{L}_][^:]*+(?::[\\p{L}_][^:]*+)?");

  private final String text;
  private final StringBuilder out;
  private final Set<Fault> faults;
  private final List<Open> open = new ArrayList<>();
  private final Set<String> undeclared = new LinkedHashSet<>();
  private int rootName;
  private boolean ended;

  /// @param declared the prefixes that it declares
  private record Open(String name, Set<String> declared) {}

  XmlTags(String text, StringBuilder out, Set<Fault> faults) {
    this.text = text;
    this.out = out;
    this.faults = faults;
  }

  boolean ended() {
    return ended;
  }

  boolean tooDeep() {
    return open.size() > DEEPEST;
  }

  /// Writes the tag that begins here.
  ///
  /// @return where it ends; `at` when none begins here
  int tag(int at) {
    if (text.startsWith("</", at)) {
      return end(at);
    }
    var name = name(at + 1);
    if (name.isEmpty() || !(Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')) {
      return at;
    }
    var attributes = new XmlAttributes(text, faults);
    var end = attributes.read(at + 1 + name.length());
    if (end < 0) {
      return at;
    }
    if (end == text.length() && text.charAt(end - 1) != '>') {
      out.append(text, at, end);
      return end;
    }
    start(isWell(name) ? name : name.replace(':', '_'), attributes);
    return end;
  }

  private void start(String name, XmlAttributes attributes) {
    closeBefore(name.toLowerCase(Locale.ROOT));
    var frame = new Open(name, attributes.declared());
    open.add(frame);
    declare(prefix(name));
    attributes.prefixes().forEach(this::declare);
    out.append('<').append(name);
    if (open.size() == 1) {
      rootName = out.length();
    }
    out.append(attributes.written());
    if (attributes.closes() || VOID.contains(name.toLowerCase(Locale.ROOT))) {
      out.append("/>");
      pop();
    } else {
      out.append('>');
    }
  }

  /// An item ends where the next begins, and a field where the next of its item does.
  private void closeBefore(String name) {
    if (name.equals("item") || name.equals("entry")) {
      var same = lastIndex(name);
      if (same >= 0) {
        closeTo(same);
      }
    } else if (FIELDS.contains(name) && open.size() > 1) {
      var innermost = open.getLast().name.toLowerCase(Locale.ROOT);
      var around = open.get(open.size() - 2).name.toLowerCase(Locale.ROOT);
      if (FIELDS.contains(innermost) && CONTAINERS.contains(around)) {
        closeTo(open.size() - 1);
      }
    }
  }

  private int end(int at) {
    var name = name(at + 2);
    var next = text.indexOf('<', at + 1);
    var close = text.indexOf('>', at, next < 0 ? text.length() : next);
    if (close < 0 || name.isEmpty() || open.isEmpty()) {
      return at;
    }
    var match = lastIndex(name);
    if (match == open.size() - 1) {
      if (!open.getLast().name.equals(name)) {
        faults.add(Fault.TAG);
      }
      pop(out);
    } else if (match >= 0) {
      closeTo(match);
    } else {
      unmatched(name.toLowerCase(Locale.ROOT));
    }
    return close + 1;
  }

  /// The end of nothing is a slip of the pen for what is open, unless it is some HTML's.
  private void unmatched(String name) {
    faults.add(Fault.TAG);
    var innermost = open.getLast().name.toLowerCase(Locale.ROOT);
    if (!Tag.isKnownTag(name) && !CONTAINERS.contains(innermost) && open.size() > 1) {
      pop(out);
    }
  }

  /// Closes this one and all that are open in it.
  private void closeTo(int index) {
    faults.add(Fault.TAG);
    while (open.size() > index) {
      pop(out);
    }
  }

  private void pop(StringBuilder written) {
    written.append("</").append(open.getLast().name).append('>');
    pop();
  }

  private void pop() {
    open.removeLast();
    ended = open.isEmpty();
  }

  private int lastIndex(String name) {
    for (var i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).name.equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private String name(int from) {
    var end = from;
    while (end < text.length() && isNamed(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  static boolean isNamed(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':';
  }

  static boolean isWell(String name) {
    return WELL.matcher(name).matches();
  }

  static @Nullable String prefix(String name) {
    var colon = name.indexOf(':');
    return colon <= 0 ? null : name.substring(0, colon);
  }

  private void declare(@Nullable String prefix) {
    if (prefix == null
        || prefix.startsWith("xml")
        || open.stream().anyMatch(frame -> frame.declared.contains(prefix))) {
      return;
    }
    faults.add(Fault.PREFIX);
    if (undeclared.size() < 50) {
      undeclared.add(prefix);
    }
  }

  String withDeclarations() {
    var declarations = new StringBuilder();
    for (var prefix : undeclared) {
      var name = KNOWN.getOrDefault(prefix, "urn:undeclared:" + prefix);
      declarations.append(" xmlns:").append(prefix).append("=\"").append(name).append('"');
    }
    return out.insert(rootName, declarations).toString();
  }
}
