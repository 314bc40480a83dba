package org.courant.page;

import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/// What stands on an article's page and is not the article: menus, share bars, cookie banners,
/// sign-up forms, links to other articles, the title once more.
final class Clutter {
  private static final String NEVER_TEXT =
      "script, style, template, link, meta, nav, aside, footer, form, button, input, select, textarea, dialog, "
          + "svg, canvas, object, embed, [hidden], [aria-hidden=true], [style~=(?i)display:\\s*none], "
          + "[role=navigation], [role=banner], [role=complementary], [role=contentinfo], [role=dialog], "
          + "[role=alertdialog], [role=search], [role=menu], [role=menubar], [role=toolbar]";

  /// Parts of class names and ids, between their usual marks.
  private static final Pattern NAMES =
      Pattern.compile(
          "(?i)(?:^|[\\s_-])(?:share|sharing|sharedaddy|social|socials|addtoany|cookies?|consent|gdpr|cmp|onetrust|"
              + "newsletter|subscribe|subscription|signup|sign-up|paywall|related|recommend(?:ed|ations?)?|"
              + "read-?(?:more|next)|more-from|you-may|breadcrumbs?|comments?|respond|disqus|sidebar|widgets?|promo|"
              + "ad|ads|advert(?:s|isement|ising)?|adslot|sponsored-links|outbrain|taboola|popup|modal|overlay|menu|"
              + "navbar|navigation|nav|pagination|pager|footer|skip-link|skip|scroll-?(?:to-)?top|back-?to-?top|"
              + "backtotop|totop|to-top|toc|table-of-contents|author-(?:bio|box)|post-tags|tag-list|jp-relatedposts|print-only|"
              + "screen-reader-text|sr-only|visually-hidden|byline|post-meta|entry-meta|article-meta)(?:$|[\\s_-])");

  /// Short lines that belong to the page and not to the text.
  private static final Pattern LINES =
      Pattern.compile(
          "(?iu)(?:scroll|back|return|go|jump) (?:back )?to (?:the )?top(?: of (?:the )?page)?|skip to (?:main )?content|"
              + "share(?: this(?: (?:article|post|story|page))?)?(?: (?:on|via|with|by) .{1,30})?:?|tweet(?: this)?|"
              + "(?:pin|save|print|e-?mail)(?: (?:it|this)(?: (?:article|page|post))?)?|copy link|follow us(?: on .{1,30})?:?|"
              + "advertisement|sponsored|ad|continue reading(?: below)?|story continues below(?: advertisement)?|"
              + "(?:read|see|you might|you may)(?: more| also(?: like)?| next):?.{0,120}|related(?: articles?| posts?| stories| reading)?:?|"
              + "(?:we use|this (?:web)?site uses) cookies.{0,300}|accept(?: all)?(?: cookies)?|manage (?:cookies|preferences)|"
              + "(?:sign up|subscribe)(?: (?:to|for) .{1,80})?[.!]?|loading\\s*(?:…|\\.\\.\\.)?|table of contents|close|menu|search|"
              + "nach oben|zum seitenanfang|teilen(?: auf .{1,30})?|anzeige|retour en haut|partager|publicité|volver arriba|compartir|publicidad");

  private static final int SHORT_LINE = 320;

  private Clutter() {}

  /// Takes away what is no text by its kind or its name, unless most of the page stands in it.
  static void removeFrom(Element body) {
    body.select(NEVER_TEXT).remove();
    var most = body.text().length() / 2;
    for (var element : new ArrayList<>(body.select("[class], [id]"))) {
      var names = element.className() + " " + element.id();
      if (!element.equals(body)
          && element.parent() != null
          && NAMES.matcher(names).find()
          && element.text().length() <= most
          && !holdsText(element)
          && element.parent().closest("p, pre, table, figure") == null) {
        element.remove();
      }
    }
    body.nodeStream(Comment.class).toList().forEach(Node::remove);
  }

  private static boolean holdsText(Element element) {
    return element.is("article, main")
        || element.selectFirst("main, [itemprop=articleBody]") != null;
  }

  /// Within the article's part.
  static void tidy(Element part, String title) {
    for (var heading : part.select("h1, h2, h3")) {
      if (PageHead.same(heading.text(), title)) {
        heading.remove();
      }
    }
    var first = part.selectFirst("p");
    if (first != null && PageHead.same(first.text(), title)) {
      first.remove();
    }
    for (var time : part.select("time")) {
      if (isBlock(time)) {
        time.remove();
      }
    }
    for (var element :
        new ArrayList<>(part.select("p, div, span, a, li, h2, h3, h4, h5, h6, strong, small"))) {
      var text = element.text().strip();
      if (element.hasParent()
          && text.length() <= SHORT_LINE
          && LINES.matcher(text).matches()
          && element.select("img, video, iframe").isEmpty()
          && isBlock(element)) {
        element.remove();
      }
    }
    dropLinkLists(part);
    dropEmpty(part);
  }

  /// A word within a sentence is not a line of its own.
  private static boolean isBlock(Element element) {
    var parent = element.parent();
    return parent == null
        || element.isBlock()
        || parent.text().strip().equals(element.text().strip())
        || !parent.is("p, li");
  }

  private static void dropLinkLists(Element part) {
    for (var list : new ArrayList<>(part.select("ul, ol, div, section"))) {
      var links = list.select("a[href]").size();
      if (list.hasParent()
          && links >= 2
          && list.select("img").size() <= links
          && Readability.linkDensity(list) > 0.75
          && list.select("p").size() < 3) {
        var before = list.previousElementSibling();
        if (before != null && before.tagName().matches("h[2-6]")) {
          before.remove();
        }
        list.remove();
      }
    }
  }

  private static void dropEmpty(Element part) {
    for (var element :
        new ArrayList<>(part.select("div, p, span, section, header, ul, li, h2, h3, h4"))) {
      if (element.hasParent()
          && !element.equals(part)
          && element.text().isBlank()
          && element.select("img, picture, video, audio, iframe, table, hr").isEmpty()) {
        element.remove();
      }
    }
  }
}
