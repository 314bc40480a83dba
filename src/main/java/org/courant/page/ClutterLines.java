package org.courant.page;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Short lines that belong to the page and not to the text. A line that leads elsewhere is one only
/// when what follows its first words is a link: `See also your doctor at once` is text.
final class ClutterLines {

  private static final Pattern WHOLE =
      Pattern.compile(
          "(?iu)(?:scroll|back|return|go|jump) (?:back )?to (?:the )?top(?: of (?:the )?page)?|skip to (?:main )?content|"
              + "tweet(?: this)?|(?:pin|save|print|e-?mail) (?:it|this)(?: (?:article|page|post))?|copy link|"
              + "advertisement|sponsored|continue reading(?: below)?|story continues below(?: advertisement)?|"
              + "related(?: articles?| posts?| stories| reading)?:?|(?:we use|this (?:web)?site uses) cookies.{0,300}|"
              + "accept(?: all)?(?: cookies)?|manage (?:cookies|preferences)|loading\\s*(?:…|\\.\\.\\.)|table of contents|"
              + "nach oben|zum seitenanfang|anzeige|retour en haut|publicité|volver arriba|publicidad");

  /// Labels of buttons, which are words of a text as soon as they are its headings.
  private static final Pattern BUTTON =
      Pattern.compile("(?iu)pin|save|print|e-?mail|ad|loading|close|menu|search");

  private static final String NETWORK =
      "(?:x|twitter|facebook|whatsapp|linkedin|pinterest|e-?mail|telegram|reddit|bluesky|mastodon|threads|instagram|"
          + "messenger|tumblr|xing|flipboard|youtube|tiktok|social media)";

  private static final Pattern SHARING =
      Pattern.compile(
          "(?iu)share(?: this(?: (?:article|post|story|page))?)?(?: (?:on|via|with|by) NETWORK)?:?|teilen(?: auf NETWORK)?|"
              .concat(
                  "follow us(?: on NETWORK)?:?|partager(?: sur NETWORK)?|compartir(?: en NETWORK)?")
              .replace("NETWORK", NETWORK));

  private static final Pattern SIGN_UP =
      Pattern.compile(
          "(?iu)(?:sign up|subscribe)(?: (?:to|for) .{0,60}\\b(?:newsletters?|e-?mails?|updates|alerts|bulletin|digest|feed|podcast|channel)\\b.{0,20})?[.!]?");

  /// What leads elsewhere: its first words.
  private static final Pattern LEADS =
      Pattern.compile(
          "(?iu)(?:(?:read|see)(?: more| also| next)(?: (?:about|on|from|in|at))?|"
              + "you (?:might|may)(?: also)? (?:like|enjoy|be interested in|want to read)|"
              + "share|teilen|follow us|sign up|subscribe)\\b[:.…»→>]*\\s*");

  private static final double NEARLY_ALL = 0.8;
  private static final int SHORT_LINE = 320;

  private ClutterLines() {}

  static boolean tell(Element element) {
    var text = element.text().strip();
    if (text.length() > SHORT_LINE) {
      return false;
    }
    var emphasised = element.tagName().matches("h[1-6]|strong");
    return WHOLE.matcher(text).matches()
        || SHARING.matcher(text).matches()
        || SIGN_UP.matcher(text).matches()
        || (!emphasised && BUTTON.matcher(text).matches())
        || leadsElsewhere(element, text);
  }

  private static boolean leadsElsewhere(Element element, String text) {
    var leads = LEADS.matcher(text);
    if (!leads.lookingAt()) {
      return false;
    }
    var rest = text.length() - leads.end();
    var linked = Readability.linkDensity(element) * text.length();
    return linked >= NEARLY_ALL * rest;
  }
}
