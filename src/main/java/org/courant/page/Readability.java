package org.courant.page;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Finds the part of a page that reads like an article, after Arc90's and Mozilla's Readability:
/// paragraphs with commas lend weight to what holds them, links and telling class names take it.
final class Readability {
  private static final Pattern GOOD =
      Pattern.compile("(?i)article|body|content|entry|hentry|main|post|story|text|prose");
  private static final Pattern BAD =
      Pattern.compile(
          "(?i)hidden|banner|combx|comment|contact|foot|masthead|media|meta|outbrain|promo|related|scroll|share|shopping|sidebar|sponsor|tags|widget|teaser|card");
  private static final int SHORT = 25;

  private Readability() {}

  /// @param html the inside of the part
  /// @param text the same as text
  record Part(String html, String text) {}

  /// Null when nothing reads like one. The document is left as it was.
  static @Nullable Part article(Document page, String title) {
    var copy = page.clone();
    Clutter.removeFrom(copy.body());
    var part = told(copy);
    if (part == null) {
      part = best(copy);
    }
    if (part == null) {
      return null;
    }
    Clutter.tidy(part, title);
    return new Part(part.html().strip(), part.text());
  }

  /// What the page itself marks as the text.
  private static @Nullable Element told(Document page) {
    for (var place :
        new String[] {"[itemprop=articleBody]", "article .e-content", "article .entry-content"}) {
      var marked = page.select(place);
      if (marked.size() == 1 && marked.getFirst().text().length() > 200) {
        return marked.getFirst();
      }
    }
    return null;
  }

  private static @Nullable Element best(Document page) {
    var scores = new LinkedHashMap<Element, Double>();
    for (var paragraph :
        page.body().select("p, pre, blockquote, td, section > div:not(:has(p, div))")) {
      var text = paragraph.text();
      if (text.length() >= SHORT) {
        var score = 1 + commas(text) + Math.min(text.length() / 100.0, 3);
        var parent = paragraph.parent();
        add(scores, parent, score);
        add(scores, parent == null ? null : parent.parent(), score / 2);
      }
    }
    Element best = null;
    double most = 0;
    for (var entry : scores.entrySet()) {
      var score = entry.getValue() * (1 - linkDensity(entry.getKey()));
      if (score > most) {
        best = entry.getKey();
        most = score;
      }
    }
    return best == null ? null : whole(best, scores, most);
  }

  /// Texts that advertisements cut into several blocks: the parent, if it holds more of them. A box
  /// within an article, however telling its name, is not all of it.
  private static Element whole(Element best, Map<Element, Double> scores, double most) {
    var parent = best.parent();
    var article = parent == null ? null : parent.closest("article");
    if (article != null
        && article.text().length() > 2 * best.text().length()
        && linkDensity(article) < 0.3) {
      return article;
    }
    if (parent == null || parent.tagName().equals("body") || parent.tagName().equals("html")) {
      return best;
    }
    for (var sibling : parent.children()) {
      var score = scores.getOrDefault(sibling, 0.0) * (1 - linkDensity(sibling));
      if (!sibling.equals(best) && score > Math.max(10, most * 0.2)) {
        return parent;
      }
    }
    return best;
  }

  private static void add(Map<Element, Double> scores, @Nullable Element element, double score) {
    if (element != null && !element.tagName().equals("html")) {
      scores.merge(
          element, score + (scores.containsKey(element) ? 0 : start(element)), Double::sum);
    }
  }

  private static double start(Element element) {
    var names = element.className() + " " + element.id();
    var tag =
        switch (element.tagName().toLowerCase(Locale.ROOT)) {
          case "article" -> 15;
          case "main" -> 8;
          case "div", "section" -> 5;
          case "ul", "ol", "dl", "form", "address" -> -5;
          default -> 0;
        };
    return tag + (GOOD.matcher(names).find() ? 20 : 0) - (BAD.matcher(names).find() ? 20 : 0);
  }

  private static long commas(String text) {
    return text.chars().filter(c -> c == ',' || c == '،' || c == '、' || c == '，').count();
  }

  /// How much of an element's text is links.
  static double linkDensity(Element element) {
    var all = element.text().length();
    if (all == 0) {
      return 0;
    }
    var linked = element.select("a[href]").stream().mapToInt(link -> link.text().length()).sum();
    return Math.min(1, (double) linked / all);
  }
}
