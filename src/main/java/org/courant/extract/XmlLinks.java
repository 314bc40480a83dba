package org.courant.extract;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Relative addresses below an `xml:base` (W3C XML Base) become absolute. Where a feed declares
/// none they stay as they are: what they are relative to only the one who fetched the feed knows.
final class XmlLinks {

  private static final Pattern LINK =
      Pattern.compile(
          "(?i)(\\s(?:href|src|poster|cite|action|longdesc)\\s*=\\s*)(?:\"([^\"<>]*)\"|'([^'<>]*)')");

  private XmlLinks() {}

  static String resolved(XmlElement element, String address) {
    var base = of(element);
    return base == null ? address : resolved(base, address);
  }

  /// HTML whose relative links point to where they would from this element.
  static String inHtml(XmlElement element, String html) {
    var base = of(element);
    return base == null || html.indexOf('<') < 0
        ? html
        : LINK.matcher(html)
            .replaceAll(link -> Matcher.quoteReplacement(link.group(1) + quoted(base, link)));
  }

  private static String quoted(URI base, MatchResult link) {
    var address = link.group(2) == null ? link.group(3) : link.group(2);
    var quote = link.group(2) == null ? '\'' : '"';
    var fragment = address.startsWith("#");
    return quote + (fragment ? address : resolved(base, address)) + quote;
  }

  private static @Nullable URI of(XmlElement element) {
    var bases = new ArrayDeque<String>();
    for (var at = element; at != null; at = at.parent) {
      var base = at.attribute("xml:base");
      if (base != null) {
        bases.push(base);
      }
    }
    return bases.isEmpty() ? null : joined(List.copyOf(bases));
  }

  /// Only an absolute base is of use.
  private static @Nullable URI joined(List<String> bases) {
    try {
      var whole = URI.create(bases.getFirst());
      for (var base : bases.subList(1, bases.size())) {
        whole = whole.resolve(base);
      }
      return whole.isAbsolute() && !whole.isOpaque() ? whole : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static String resolved(URI base, String address) {
    try {
      var given = URI.create(address.strip().replace(" ", "%20"));
      return given.isAbsolute() ? address : base.resolve(given).toString();
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
