package org.courant.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// The W3C feed validator's rules for HTML in feeds, by their names there.
final class HtmlRules {
  private static final Set<String> ACCEPTABLE =
      Set.of(
          ("a abbr acronym address area article aside audio b bdi big blockquote br button canvas"
                  + " caption center cite code col colgroup data datalist dd del details dfn dialog"
                  + " dir div dl dt em fieldset figcaption figure footer font form header h1 h2 h3"
                  + " h4 h5 h6 hgroup hr i img input ins kbd label legend li m main map mark menu"
                  + " meter nav ol output optgroup option p picture pre progress q rp rt ruby s"
                  + " samp section select small source span strike strong sub summary sup table"
                  + " tbody td template textarea time tfoot th thead tr track tt u ul var video"
                  + " noscript wbr")
              .split(" "));
  private static final Set<String> ATTRIBUTES =
      Set.of(
          ("abbr align alt background border cite class colspan datetime dir download height href"
                  + " hreflang id label lang loading media name open poster preload rel reversed"
                  + " rowspan scope sizes span src srcset start style summary tabindex target title"
                  + " translate type valign value width")
              .split(" "));
  private static final Pattern REFERENCES =
      Pattern.compile(
          "(?is)<img\\s+[^>]*src=(?:\"(.*?)\"|'(.*?)'|([\\w-]+))[\\s>]|<a\\s+href=(?:\"(.*?)\"|'(.*?)'|([\\w-]+))[\\s>]");
  private static final Pattern ABSOLUTE = Pattern.compile("(?is)(https?://|mailto:).+");
  private static final Set<String> ADDRESSES =
      Set.of("href", "src", "srcset", "poster", "cite", "action", "background", "data");
  private static final Pattern END_TAG = Pattern.compile("</(\\w+)>");
  private static final Pattern ENTITY = Pattern.compile("(?U)&(#?\\w+)");

  private HtmlRules() {}

  /// What is wrong with words that should hold no HTML.
  ///
  /// @param numbered whether the line has a reference by number, as the RSS profile wants it
  static List<String> plain(String words, boolean numbered, boolean rss) {
    var broken = new ArrayList<String>();
    var tag = END_TAG.matcher(words);
    if (tag.find()) {
      broken.add("ContainsHTML </" + tag.group(1) + ">");
    }
    var entity = ENTITY.matcher(words);
    while (!numbered && entity.find()) {
      var decoded = Parser.unescapeEntities("&" + entity.group(1) + ";", false);
      if (!decoded.startsWith("&") || !entity.group(1).matches("\\p{L}+")) {
        broken.add("ContainsHTML " + entity.group());
      }
    }
    if (rss && !numbered && Pattern.compile("&#[x0-9]|<[/a-zA-Z]").matcher(words).find()) {
      broken.add("CharacterData " + words);
    }
    return broken;
  }

  /// What is wrong with HTML.
  static List<String> html(String html) {
    var broken = new ArrayList<String>();
    var parser = Parser.htmlParser().setTrackErrors(3);
    var body = parser.parseInput("<!doctype html><body>" + html, "").body();
    parser.getErrors().forEach(error -> broken.add("NotHtml " + error + " in " + html));
    if (html.toLowerCase(Locale.ROOT).contains("<?import ")) {
      broken.add("SecurityRisk ?import");
    }
    body.select("*").stream().skip(1).forEach(element -> check(element, broken));
    var reference = REFERENCES.matcher(html);
    while (reference.find()) {
      for (int i = 1; i <= reference.groupCount(); i++) {
        var found = reference.group(i);
        if (found != null && !found.matches("(?s)\\w+:.*")) {
          broken.add("ContainsRelRef " + found);
        }
      }
    }
    return broken;
  }

  private static void check(Element element, List<String> broken) {
    if (!ACCEPTABLE.contains(element.normalName())) {
      broken.add("SecurityRisk " + element.normalName());
    }
    for (var attribute : element.attributes()) {
      if (ADDRESSES.contains(attribute.getKey())
          && !ABSOLUTE.matcher(attribute.getValue()).matches()) {
        broken.add("ContainsRelRef " + attribute);
      }
      if (attribute.getKey().equals("style")) {
        broken.add("DangerousStyleAttr " + attribute.getValue());
      }
      if (!ATTRIBUTES.contains(attribute.getKey()) && !attribute.getKey().startsWith("data-")) {
        broken.add("SecurityRiskAttr " + attribute.getKey());
      }
    }
  }
}
