package org.courant.articlefile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.courant.extract.UnreadableDocument;

/// Which keys front matter may have. Those of Jekyll, Hugo and their themes pass in silence: a
/// folder of another program's posts is no mistake. A slip in a key that keeps an article back is
/// one.
final class FrontMatterKeys {

  private static final List<String> OURS =
      List.of(
          "id",
          "url",
          "title",
          "summary",
          "date",
          "updated",
          "language",
          "sections",
          "authors",
          "image",
          "image-alt",
          "enclosure",
          "enclosures",
          "sponsor",
          "correction",
          "withdrawn",
          "draft");

  private static final Set<String> GUARDED = Set.of("sponsor", "correction", "withdrawn", "draft");

  private static final Set<String> FOREIGN =
      Set.of(
          ("abstract alias aliases archive archives article_header aside author bigimg bibliography"
                  + " canonical canonical_url canonicalurl cascade categories category changefreq class classes"
                  + " comment comments cover cover-img css date_gmt description disable_comments disqus"
                  + " disqus_identifier editpost emoji eleventyexcludefromcollections eleventynavigation"
                  + " excerpt excerpt_separator expirydate external-url featured featured_image featuredimage"
                  + " featuredimagepreview feature footer gallery guid header headless heroimage hidden"
                  + " hide_title hidemeta hidesummary icon image_alt images img isstarred js katex keywords"
                  + " lang last_modified_at lastmod layout lightgallery link linktitle locale markup math"
                  + " mathjax menu menus mermaid meta modified name nav nav_order noindex original_url outputs"
                  + " parent permalink photos pin pinned post_id priority pubdate published publishdate"
                  + " publishedat read_time redirect_from redirect_to related resources robots_txt"
                  + " search_exclude section seo series share share-img show_date show_reading_time sidebar"
                  + " sitemap slug social source sticky subtitle tag tagline tags tags_hidden teaser template"
                  + " theme thumbnail thumbnail-img toc toc_label toc_sticky translationkey type uid unsafe"
                  + " updateddate usepagebundles uuid videos weight wordpress_id showtoc tocopen"
                  + " showreadingtime hidefooter authors_list cssclasses dg-publish publish")
              .split(" "));

  private FrontMatterKeys() {}

  /// One warning for each key nobody knows.
  static List<String> check(String fileName, Collection<String> keys) throws UnreadableDocument {
    var warnings = new ArrayList<String>();
    for (var key : keys) {
      if (OURS.contains(key) || FOREIGN.contains(key.toLowerCase(Locale.ROOT))) {
        continue;
      }
      var meant = nearest(key);
      var question = meant.map(name -> " (did you mean `" + name + "`?)").orElse("");
      if (meant.filter(GUARDED::contains).isPresent()) {
        throw new UnreadableDocument(
            "%s: unknown key `%s`%s, which may keep it back".formatted(fileName, key, question));
      }
      warnings.add("%s: unknown key `%s`%s is ignored".formatted(fileName, key, question));
    }
    return warnings;
  }

  private static Optional<String> nearest(String key) {
    var lower = key.toLowerCase(Locale.ROOT);
    return OURS.stream()
        .filter(name -> distance(lower, name) <= (name.length() > 4 ? 2 : 1))
        .min((a, b) -> distance(lower, a) - distance(lower, b));
  }

  /// Levenshtein's: the fewest letters inserted, removed or changed.
  private static int distance(String from, String to) {
    var previous = new int[to.length() + 1];
    for (var j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (var i = 1; i <= from.length(); i++) {
      var row = new int[to.length() + 1];
      row[0] = i;
      for (var j = 1; j <= to.length(); j++) {
        var changed = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[to.length()];
  }
}
