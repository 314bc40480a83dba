package org.courant.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The entities that a DOCTYPE declares. A plain one is put where it is used, once and within a
/// bound; a document that uses one which leads outside or to another entity is refused. Nothing is
/// ever fetched.
final class XmlEntities {

  private static final Pattern DECLARATION =
      Pattern.compile(
          "<!ENTITY\\s++(%\\s++)?+([\\p{L}_:][\\w.:-]*+)\\s++(?:(SYSTEM|PUBLIC)\\b|\"([^\"]*+)\"|'([^']*+)')");
  private static final Pattern PARAMETER = Pattern.compile("%([\\p{L}_:][\\w.:-]*+);");
  private static final Pattern REFERENCE = Pattern.compile("&([\\p{L}_:][\\w.:-]{0,99}+);");
  private static final Pattern CHARACTER = Pattern.compile("&#(?:(\\d{1,7})|x([0-9A-Fa-f]{1,6}));");

  /// Of XML itself: what a document declares of them changes nothing.
  private static final Set<String> PREDEFINED = Set.of("amp", "lt", "gt", "quot", "apos");

  private static final int LARGEST_DOCTYPE = 1 << 18;
  private static final int MOST_GROWTH = 1 << 20;

  private final String text;
  private final Map<String, Value> declared;

  /// @param text null when it stands outside of the document
  private record Value(@Nullable String text) {}

  private XmlEntities(String text, Map<String, Value> declared) {
    this.text = text;
    this.declared = declared;
  }

  /// The document with its plain entities in their places; the very same when it uses none.
  ///
  /// @param root where its root element begins
  static String placed(String text, int root, List<String> warnings) throws UnreadableDocument {
    var prolog = text.substring(0, root);
    if (!prolog.contains("<!ENTITY")) {
      return text;
    }
    if (root > LARGEST_DOCTYPE) {
      throw new UnreadableDocument("is refused: what its DOCTYPE declares has more than 256 KB");
    }
    var placed = new XmlEntities(text, declared(prolog)).placed(root);
    if (!placed.equals(text)) {
      warnings.add("uses entities that its DOCTYPE declares: their text is put in their places");
    }
    return placed;
  }

  private static Map<String, Value> declared(String prolog) throws UnreadableDocument {
    var declared = new HashMap<String, Value>();
    var rest = new StringBuilder();
    var declaration = DECLARATION.matcher(prolog);
    var at = 0;
    while (at < prolog.length()) {
      if (prolog.startsWith("<!--", at)) {
        var end = prolog.indexOf("-->", at);
        at = end < 0 ? prolog.length() : end + 3;
      } else if (declaration.region(at, prolog.length()).lookingAt()) {
        if (declaration.group(1) == null && !PREDEFINED.contains(declaration.group(2))) {
          declared.putIfAbsent(
              declaration.group(2), new Value(value(declaration.group(4), declaration.group(5))));
        }
        at = declaration.end();
      } else {
        rest.append(prolog.charAt(at++));
      }
    }
    refuseParameters(prolog, rest.toString());
    return declared;
  }

  /// What a parameter entity brings in is not known; those of HTML's characters are of no matter,
  /// since these are known anyway.
  private static void refuseParameters(String prolog, String rest) throws UnreadableDocument {
    var used = PARAMETER.matcher(rest);
    while (used.find()) {
      var characters =
          Pattern.compile(
              "<!ENTITY\\s++%\\s++"
                  + Pattern.quote(used.group(1))
                  + "\\s++PUBLIC\\s++[\"']-//W3C//ENTITIES ");
      if (!characters.matcher(prolog).find()) {
        throw new UnreadableDocument(
            "is refused: its DOCTYPE brings in `%%%s;`, which is not read"
                .formatted(used.group(1)));
      }
    }
  }

  private static @Nullable String value(@Nullable String one, @Nullable String other) {
    var value = one == null ? other : one;
    return value == null ? null : CHARACTER.matcher(value).replaceAll(XmlEntities::character);
  }

  private static String character(MatchResult found) {
    var point =
        found.group(1) == null
            ? Integer.parseInt(found.group(2), 16)
            : Integer.parseInt(found.group(1));
    return Characters.isLegal(point) ? Matcher.quoteReplacement(Character.toString(point)) : "";
  }

  private String placed(int root) throws UnreadableDocument {
    var out = new StringBuilder(text.length()).append(text, 0, root);
    var reference = REFERENCE.matcher(text);
    var from = root;
    while (from < text.length()) {
      var next = next(from);
      out.append(text, from, next);
      if (next == text.length()) {
        break;
      }
      if (text.charAt(next) == '<') {
        from = passed(next);
        out.append(text, next, from);
      } else if (reference.region(next, text.length()).lookingAt()
          && declared.containsKey(reference.group(1))) {
        out.append(value(reference.group(1)));
        from = reference.end();
      } else {
        out.append('&');
        from = next + 1;
      }
      if (out.length() - text.length() > MOST_GROWTH) {
        throw new UnreadableDocument(
            "is refused: the entities that its DOCTYPE declares make it more than 1 MB longer");
      }
    }
    return out.toString();
  }

  /// The next `&` or the next part in which it stands for itself.
  private int next(int from) {
    for (var at = from; at < text.length(); at++) {
      var c = text.charAt(at);
      if (c == '&' || (c == '<' && passed(at) > at)) {
        return at;
      }
    }
    return text.length();
  }

  private int passed(int at) {
    var end = "";
    if (text.startsWith("<![CDATA[", at)) {
      end = "]]>";
    } else if (text.startsWith("<!--", at)) {
      end = "-->";
    }
    if (end.isEmpty()) {
      return at;
    }
    var found = text.indexOf(end, at);
    return found < 0 ? text.length() : found + end.length();
  }

  private String value(String name) throws UnreadableDocument {
    var value = declared.getOrDefault(name, new Value(null)).text();
    if (value == null) {
      throw new UnreadableDocument(
          "is refused: it uses the entity `&%s;`, which stands outside of it".formatted(name));
    }
    var inner = REFERENCE.matcher(value);
    while (inner.find()) {
      if (declared.containsKey(inner.group(1))) {
        throw new UnreadableDocument(
            "is refused: it uses the entity `&%s;`, which is made of other entities"
                .formatted(name));
      }
    }
    return value;
  }
}
