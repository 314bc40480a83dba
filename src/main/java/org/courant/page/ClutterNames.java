package org.courant.page;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// What the class names and the id of an element say of it. One word is not enough: `related-posts`
/// is a page's furniture and `related-symptoms` is not.
final class ClutterNames {

  /// Names that nobody gives to a text.
  private static final Pattern SURE =
      Pattern.compile(
          "(?i)(?:^|[\\s_-])(?:sharedaddy|addtoany|addthis|onetrust|cookiebot|cookieyes|cybotcookiebotdialog|cmplz|"
              + "didomi|usercentrics|disqus|outbrain|taboola|jp-relatedposts|adslot|adsbygoogle|skip-link|"
              + "scroll-?(?:to-)?top|back-?to-?top|to-?top|author-(?:bio|box)|post-tags|tag-list|print-only|"
              + "screen-reader-text|sr-only|visually-hidden|table-of-contents|sponsored-links|you-(?:may|might)-(?:also-)?like|"
              + "consent-(?:banner|manager|popup|modal|overlay)|cookie-(?:law|policy))(?:$|[\\s_-])");

  private static final Set<String> CLUTTER =
      words(
          """
          share sharing social socials cookie cookies gdpr newsletter newsletters subscribe signup related
          relatedposts readmore readnext morefrom breadcrumb breadcrumbs comment comments respond sidebar promo
          promos ad ads advert adverts advertisement advertising popup menu menus navbar navigation nav pagination
          pager footer byline meta toc
          """);

  /// Names of texts as often as of furniture: only their links tell.
  private static final Set<String> EITHER =
      words("widget widgets recommended recommendations modal overlay skip paywall subscription");

  /// What stands beside those words in the names of furniture.
  private static final Set<String> FURNITURE =
      words(
          """
          box bar banner list item items block blocks wrap wrapper container inner outer section area button buttons
          btn link links icon icons form notice message panel header head title heading top bottom left right main
          site page pages post posts article articles entry entries content contents story stories news latest
          primary secondary mobile desktop toggle sticky fixed floating inline row column col grid wp group module
          component unit slot zone global this us the to and is has js more read next previous prev also consent
          settings policy blog web div id gpt dfp google tools toolbar count counter vertical horizontal
          small large big new first last lists card cards teaser teasers feed
          """);

  /// Alone these name texts, too: a week's menu.
  private static final Set<String> NOT_ALONE = words("menu menus toc meta");

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern PARTS = Pattern.compile("[-_]+|(?<=[a-z])(?=[A-Z])");
  private static final double MANY_LINKS = 0.5;

  private ClutterNames() {}

  private static Set<String> words(String text) {
    return Set.copyOf(List.of(text.strip().split("\\s+", -1)));
  }

  /// Whether its names say that it is no text; where they may say something else, whether it is
  /// mostly links, too.
  static boolean tell(Element element) {
    // The id of a heading is made of its words.
    var names =
        element.tagName().matches("h[1-6]")
            ? element.className()
            : element.className() + " " + element.id();
    if (SURE.matcher(names).find()) {
      return true;
    }
    var named = false;
    for (var name : SPACES.splitAsStream(names.strip()).toList()) {
      var parts = parts(name);
      if (isFurniture(parts)) {
        return true;
      }
      named |= parts.stream().anyMatch(part -> CLUTTER.contains(part) || EITHER.contains(part));
    }
    return named && Readability.linkDensity(element) >= MANY_LINKS;
  }

  private static List<String> parts(String name) {
    var joined = name.replaceAll("(?i)\\b(sign|pop|read|more)-(up|more|next|from)\\b", "$1$2");
    return PARTS.splitAsStream(joined).map(part -> part.toLowerCase(Locale.ROOT)).toList();
  }

  private static boolean isFurniture(List<String> parts) {
    return parts.stream().anyMatch(CLUTTER::contains)
        && !(parts.size() == 1 && NOT_ALONE.contains(parts.getFirst()))
        && parts.stream()
            .allMatch(
                part ->
                    CLUTTER.contains(part) || FURNITURE.contains(part) || part.matches("\\d+|"));
  }
}
