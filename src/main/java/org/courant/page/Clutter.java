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
      "script, style, template, link, meta, nav, footer, button, input, select, textarea, dialog, "
          + "svg, canvas, object, embed, [hidden], [aria-hidden=true], [style~=(?i)display:\\s*none], "
          + "[role=navigation], [role=banner], [role=contentinfo], [role=dialog], "
          + "[role=alertdialog], [role=search], [role=menu], [role=menubar], [role=toolbar]";

  private static final String BESIDE = "aside, [role=complementary]";
  private static final String TEXT = "article, [itemprop=articleBody]";
  private static final String CONTROLS = "form, button, input, select, textarea";

  /// Links of share bars: they lead away from the site, and so do links to help.
  private static final Pattern SHARERS =
      Pattern.compile(
          "(?i)(?:facebook\\.com/(?:sharer|share|dialog)|(?:twitter|x)\\.com/(?:intent|share)|wa\\.me|whatsapp|"
              + "linkedin\\.com/share|pinterest\\.[a-z.]+/pin|t\\.me/share|reddit\\.com/submit|bsky\\.app/intent|"
              + "^mailto:\\?)");

  private Clutter() {}

  /// Takes away what is no text by its kind or its name, unless most of the page stands in it.
  static void removeFrom(Element body) {
    body.select(BESIDE).stream().filter(aside -> !belongsToText(aside)).forEach(Node::remove);
    body.select(NEVER_TEXT).remove();
    var most = body.text().length() / 2;
    // Some programs put all of a page into one form.
    body.select("form").stream().filter(form -> form.text().length() <= most).forEach(Node::remove);
    for (var element : new ArrayList<>(body.select("[class], [id]"))) {
      if (!element.equals(body)
          && element.parent() != null
          && ClutterNames.tell(element)
          && element.text().length() <= most
          && !holdsText(element)
          && element.parent().closest("p, pre, table, figure") == null) {
        element.remove();
      }
    }
    body.nodeStream(Comment.class).toList().forEach(Node::remove);
  }

  /// A warning beside the text is part of it; a sign-up form and links to other texts are not.
  private static boolean belongsToText(Element aside) {
    return aside.closest(TEXT) != null
        && aside.select(CONTROLS).isEmpty()
        && Readability.linkDensity(aside) < 0.5;
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
      if (element.hasParent()
          && ClutterLines.tell(element)
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
        || (!parent.is("p, li") && parent.ownText().isBlank());
  }

  private static void dropLinkLists(Element part) {
    for (var list : new ArrayList<>(part.select("ul, ol, div, section"))) {
      var links = list.select("a[href]").size();
      if (list.hasParent()
          && links >= 2
          && list.select("img").size() <= links
          && Readability.linkDensity(list) > 0.75
          && list.select("p").size() < 3
          && list.select("a[href]").stream().noneMatch(Clutter::leadsAway)) {
        var before = list.previousElementSibling();
        if (before != null && before.tagName().matches("h[2-6]")) {
          before.remove();
        }
        list.remove();
      }
    }
  }

  /// Sources, clinics and help lines are elsewhere; what else there is to read here is not.
  private static boolean leadsAway(Element link) {
    var target = link.absUrl("href");
    return target.startsWith("tel:")
        || (!SHARERS.matcher(target).find() && !host(target).equals(host(link.baseUri())));
  }

  private static String host(String address) {
    return address.replaceFirst("(?i)^https?://(?:www\\.)?([^/:?#]*).*", "$1");
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
