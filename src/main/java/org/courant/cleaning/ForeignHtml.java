package org.courant.cleaning;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// The one place where foreign HTML is made safe: jsoup mends and resolves, the OWASP sanitizer
/// decides what may stay.
///
/// @param html the safe subset, absolute addresses only
/// @param text its plain form
public record ForeignHtml(String html, String text) {
  private static final int LARGEST = 1_000_000;
  private static final List<String> LAZY =
      List.of(
          "data-src",
          "data-lazy-src",
          "data-original",
          "data-orig-src",
          "srcset",
          "data-srcset",
          "data-lazy-srcset");
  private static final Pattern TINY_STYLE =
      Pattern.compile(
          "(?i)(^|[;\\s])(width|height)\\s*:\\s*[01](px)?\\s*(;|!|$)|display\\s*:\\s*none");
  private static final Pattern COUNTERS =
      Pattern.compile(
          "https?://(pixel\\.wp\\.com|stats\\.wordpress\\.com|feeds\\.feedburner\\.com/~r/|www\\.facebook\\.com/tr).*");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "div", "span", "section")
          .allowElements(
              "article", "aside", "header", "footer", "address", "blockquote", "q", "cite")
          .allowElements(
              "pre", "code", "kbd", "samp", "var", "em", "strong", "b", "i", "u", "s", "del")
          .allowElements(
              "ins", "mark", "small", "sub", "sup", "abbr", "dfn", "time", "bdi", "bdo", "wbr")
          .allowElements(
              "ul", "ol", "li", "dl", "dt", "dd", "ruby", "rt", "rp", "details", "summary")
          .allowElements(
              "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td")
          .allowElements("figure", "figcaption", "img", "a")
          .allowUrlProtocols("http", "https", "mailto")
          .allowAttributes("href")
          .onElements("a")
          .allowAttributes("src", "alt")
          .onElements("img")
          .allowAttributes("width", "height")
          .matching(NUMBER)
          .onElements("img")
          .allowAttributes("title")
          .onElements("a", "abbr", "dfn", "img")
          .allowAttributes("lang")
          .matching(Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}"))
          .globally()
          .allowAttributes("dir")
          .matching(true, "ltr", "rtl", "auto")
          .globally()
          .allowAttributes("colspan", "rowspan")
          .matching(NUMBER)
          .onElements("td", "th")
          .allowAttributes("scope")
          .matching(true, "row", "col", "rowgroup", "colgroup")
          .onElements("th")
          .allowAttributes("start")
          .matching(NUMBER)
          .onElements("ol")
          .allowAttributes("datetime")
          .matching(Pattern.compile("[0-9TZ:+. -]{4,40}"))
          .onElements("time", "del", "ins")
          .allowAttributes("class")
          .matching(Pattern.compile("language-[\\w+#-]{1,30}"))
          .onElements("code")
          .toFactory();

  /// @throws IllegalArgumentException when it is too large to be an article: a fact without its
  ///   subject, such as `has 2,000,000 characters`
  public static ForeignHtml clean(String foreign, URI base) {
    if (foreign.length() > LARGEST) {
      throw new IllegalArgumentException(
          "has %,d characters of text; the largest article has %,d"
              .formatted(foreign.length(), LARGEST));
    }
    var body = Jsoup.parseBodyFragment(Characters.scrub(foreign), base.toString()).body();
    mend(body, base);
    // The sanitizer parts "{{" by comments, which would show up in code samples that are copied.
    var sanitized = POLICY.sanitize(print(body)).replace("<!-- -->", "");
    var safe = Jsoup.parseBodyFragment(sanitized);
    safe.select("a:not([href]), span:not([lang]):not([dir])").unwrap();
    safe.select("img:not([src])").remove();
    return new ForeignHtml(Characters.scrub(print(safe.body())).strip(), PlainText.of(safe.body()));
  }

  private static String print(Element body) {
    var settings = new Document.OutputSettings().prettyPrint(false).charset("UTF-8");
    var owner = body.ownerDocument();
    if (owner != null) {
      owner.outputSettings(settings);
    }
    return body.html();
  }

  private static void mend(Element body, URI base) {
    body.select("img + noscript").remove();
    body.select("img").forEach(ForeignHtml::unlazy);
    body.select("img").stream().filter(ForeignHtml::isTracker).toList().forEach(Node::remove);
    body.select("iframe[src], audio, video, embed[src]").forEach(ForeignHtml::linkInstead);
    body.select("[href]").forEach(element -> absolute(element, "href", base));
    body.select("[src]").forEach(element -> absolute(element, "src", base));
  }

  private static void unlazy(Element image) {
    var source = image.attr("src");
    boolean placeholder =
        source.isBlank() || source.startsWith("data:") || source.startsWith("about:");
    boolean waiting = LAZY.subList(0, 4).stream().anyMatch(image::hasAttr);
    if (!placeholder && !waiting) {
      return;
    }
    LAZY.stream()
        .filter(name -> !image.attr(name).isBlank())
        .findFirst()
        .ifPresent(name -> image.attr("src", first(image.attr(name))));
  }

  /// The first candidate of a `srcset`, or the whole of a plain address.
  private static String first(String candidates) {
    return candidates.strip().split("\\s+", 2)[0].replaceAll(",$", "");
  }

  private static boolean isTracker(Element image) {
    return tiny(image.attr("width"))
        || tiny(image.attr("height"))
        || TINY_STYLE.matcher(image.attr("style")).find()
        || COUNTERS.matcher(image.attr("src")).matches();
  }

  private static boolean tiny(String size) {
    return size.strip().matches("[01](px)?");
  }

  /// A player that may not run here still has an address worth keeping.
  private static void linkInstead(Element player) {
    var source = player.selectFirst("[src]");
    var link = new Element("a").attr("href", source == null ? "" : source.attr("src"));
    var title = player.attr("title");
    link.text(title.isBlank() ? link.attr("href") : title);
    player.replaceWith(new Element("p").appendChild(link));
  }

  private static void absolute(Element element, String name, URI base) {
    var raw = element.attr(name).strip();
    if (element.nameIs("a") && raw.regionMatches(true, 0, "mailto:", 0, 7)) {
      return;
    }
    var address = WebAddress.resolve(raw, base);
    if (address == null) {
      element.removeAttr(name);
      return;
    }
    element.attr(name, address.toString());
  }
}
