package org.courant.page;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.courant.extract.PlainText;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What a page says of itself in its head (Open Graph, article:…, Dublin Core, plain names) and in
/// its headings.
final class PageHead {
  private static final String[] PUBLISHED = {
    "article:published_time",
    "og:published_time",
    "datePublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.created",
    "citation_publication_date",
    "sailthru.date",
    "publish-date",
    "pubdate",
    "date",
    "dc.date"
  };
  private static final List<String> PUBLISHED_ELEMENTS =
      List.of(
          "[itemprop=datePublished]",
          "time[pubdate]",
          "time.entry-date.published, time.published, .dt-published, time.dt-published",
          "article header time[datetime]",
          "article time[datetime]",
          "main time[datetime]");

  private final Document page;

  PageHead(Document page) {
    this.page = page;
  }

  /// The content of the first `meta` that has one of these names, in the order of the names.
  @Nullable String meta(String... names) {
    for (var name : names) {
      for (var element : page.select("meta[content]")) {
        var key = element.hasAttr("property") ? element.attr("property") : element.attr("name");
        var own = key.isEmpty() ? element.attr("itemprop") : key;
        if (own.strip().equalsIgnoreCase(name) && !element.attr("content").isBlank()) {
          return element.attr("content").strip();
        }
      }
    }
    return null;
  }

  List<String> all(String name) {
    var values = new LinkedHashSet<String>();
    for (var element : page.select("meta[property=\"%s\"][content]".formatted(name))) {
      var plain = PlainText.of(element.attr("content"));
      if (plain != null && !plain.startsWith("http")) {
        values.add(plain);
      }
    }
    return List.copyOf(values);
  }

  boolean isArticle() {
    return Objects.requireNonNullElse(meta("og:type"), "")
        .toLowerCase(Locale.ROOT)
        .equals("article");
  }

  /// Whether the page asks not to be listed (`robots` meta tag).
  boolean isHidden() {
    var robots = Objects.requireNonNullElse(meta("robots"), "").toLowerCase(Locale.ROOT);
    return robots.contains("noindex") || robots.equals("none");
  }

  /// The heading, or the head's title without the site's name at its end.
  @Nullable String title() {
    var shared = PlainText.of(meta("og:title", "twitter:title"));
    var headings =
        page.select("h1").stream().map(Element::text).filter(text -> !text.isBlank()).toList();
    var told = shared == null ? PlainText.of(page.title()) : shared;
    if (told == null) {
      return headings.size() == 1 ? headings.getFirst() : null;
    }
    for (var heading : headings) {
      if (same(heading, told) || told.startsWith(heading + " ")) {
        return heading;
      }
    }
    return withoutSite(told);
  }

  private String withoutSite(String title) {
    var site = PlainText.of(meta("og:site_name", "application-name"));
    for (var mark : new String[] {" | ", " – ", " — ", " - ", " · ", " » ", " :: "}) {
      var at = title.lastIndexOf(mark);
      if (at > 0
          && (site == null
              ? mark.equals(" | ")
              : same(title.substring(at + mark.length()), site))) {
        return title.substring(0, at).strip();
      }
    }
    return title;
  }

  /// Dates in the order in which they are believed.
  List<String> publishedDates() {
    var dates = new ArrayList<String>();
    add(dates, meta(PUBLISHED));
    for (var place : PUBLISHED_ELEMENTS) {
      var element = page.selectFirst(place);
      if (element != null) {
        add(
            dates,
            element.hasAttr("datetime") ? element.attr("datetime") : element.attr("content"));
      }
    }
    return dates;
  }

  private static void add(List<String> dates, @Nullable String date) {
    if (date != null && !date.isBlank()) {
      dates.add(date);
    }
  }

  List<String> authors() {
    var author = PlainText.of(meta("author", "article:author", "parsely-author", "dc.creator"));
    if (author != null && !author.startsWith("http")) {
      return List.of(author);
    }
    var names = new LinkedHashSet<String>();
    for (var element : page.select("[itemprop=author], [rel=author], .p-author .p-name")) {
      var named = element.selectFirst("[itemprop=name]");
      var plain = PlainText.of((named == null ? element : named).text());
      if (plain != null && plain.length() < 100) {
        names.add(plain);
      }
    }
    return names.stream().limit(5).toList();
  }

  @Nullable String canonical() {
    var link = page.selectFirst("link[rel=canonical][href]");
    return link == null ? meta("og:url") : link.absUrl("href");
  }

  @Nullable String language() {
    var html = page.selectFirst("html[lang]");
    return html == null || html.attr("lang").isBlank()
        ? meta("og:locale")
        : html.attr("lang").strip();
  }

  /// Equal but for spaces, letters' size and punctuation.
  static boolean same(@Nullable String one, @Nullable String other) {
    return one != null
        && other != null
        && !letters(one).isEmpty()
        && letters(one).equals(letters(other));
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
  }
}
