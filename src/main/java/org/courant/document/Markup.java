package org.courant.document;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// Looks for what an article's HTML must not hold where nobody knows the page it came from:
/// addresses that begin nowhere, and what runs.
final class Markup {
  static final Pattern ABSOLUTE = Pattern.compile("(?is)https?://[^/\\s].*");
  private static final Pattern LINKED = Pattern.compile("(?is)(https?://[^/\\s]|mailto:).*");
  private static final Pattern STYLED =
      Pattern.compile("(?is)url\\(\\s*['\"]?\\s*(?!https?://)|@import\\s+['\"](?!https?://)");
  private static final Pattern CANDIDATE =
      Pattern.compile("([^\\s,](?:\\S*[^\\s,])?)(?:\\s+[^,]*)?(?:,|$)");
  private static final List<String> ADDRESSES =
      List.of(
          "href",
          "src",
          "poster",
          "cite",
          "action",
          "formaction",
          "background",
          "data",
          "longdesc",
          "usemap",
          "lowsrc",
          "manifest");
  private static final Set<String> RUNNING =
      Set.of("script", "iframe", "frame", "object", "embed", "applet", "base", "meta", "link");

  private Markup() {}

  static void check(String html) throws Refused {
    for (var element : Jsoup.parseBodyFragment(html).body().getAllElements()) {
      Refused.unless(
          !RUNNING.contains(element.normalName()),
          "holds the element \"" + element.normalName() + "\"");
      if (element.attributesSize() > 0) {
        check(element);
      }
      if (element.nameIs("style")) {
        styled(element.data());
      }
    }
  }

  private static void check(Element element) throws Refused {
    for (var attribute : element.attributes()) {
      var name = attribute.getKey().toLowerCase(Locale.ROOT);
      var value = attribute.getValue().strip();
      Refused.unless(!name.startsWith("on"), "holds the attribute \"" + name + "\"");
      if (ADDRESSES.contains(name)) {
        var allowed = name.equals("href") ? LINKED : ABSOLUTE;
        Refused.unless(allowed.matcher(value).matches(), "holds the address \"" + value + "\"");
      }
      if (name.equals("srcset") || name.equals("imagesrcset")) {
        candidates(value);
      }
      if (name.equals("style")) {
        styled(value);
      }
    }
  }

  /// Addresses and their sizes, apart by commas; an address may hold commas, but ends with none.
  private static void candidates(String set) throws Refused {
    var candidate = CANDIDATE.matcher(set);
    while (candidate.find()) {
      var address = candidate.group(1);
      Refused.unless(ABSOLUTE.matcher(address).matches(), "holds the address \"" + address + "\"");
    }
  }

  private static void styled(String css) throws Refused {
    var found = STYLED.matcher(css);
    if (found.find()) {
      var some = css.substring(found.start(), Math.min(css.length(), found.start() + 60));
      throw new Refused("holds the address \"" + some + "\"");
    }
  }
}
