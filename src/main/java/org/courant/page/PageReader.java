package org.courant.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.courant.extract.Dates;
import org.courant.extract.Item;
import org.courant.extract.PlainText;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// Reads the article in a web page.
public final class PageReader {
  private static final int SHORTEST = 140;
  private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:-]+)");
  private static final Pattern DATE_IN_PATH =
      Pattern.compile("/(20\\d\\d)[/-](\\d{1,2})[/-](\\d{1,2})(?=[/-])");

  private PageReader() {}

  /// What a page is.
  public sealed interface Finding {
    /// @param why how its parts were found, for a person
    record Article(Item item, List<String> why) implements Finding {}

    /// No article, and why.
    record Other(String reason) implements Finding {}
  }

  /// The parts of one page while it is read.
  private record Parts(
      Document page, PageHead head, Optional<JsonLd> data, SitePage place, List<String> why) {
    @Nullable String data(String field) {
      return data.map(found -> found.text(field)).orElse(null);
    }
  }

  /// Reads a page that no sitemap named.
  ///
  /// @param address where it is; a file's, too
  public static Finding read(byte[] body, @Nullable String contentType, URI address) {
    return read(body, contentType, address, new SitePage(address, null, null, null));
  }

  static Finding read(byte[] body, @Nullable String contentType, URI address, SitePage place) {
    var page = parse(body, contentType, address);
    var parts = new Parts(page, new PageHead(page), JsonLd.of(page), place, new ArrayList<>());
    if (parts.head().isHidden()) {
      return new Finding.Other(address + " asks not to be indexed");
    }
    if (!saysArticle(parts)) {
      return new Finding.Other(address + " nowhere says that it is an article");
    }
    var title = title(parts);
    if (title == null) {
      return new Finding.Other(address + " has no title");
    }
    var html = text(parts, title);
    if (html == null) {
      return new Finding.Other(address + " has too little text");
    }
    return new Finding.Article(item(parts, title, html, address), parts.why());
  }

  private static Document parse(byte[] body, @Nullable String contentType, URI address) {
    var charset = contentType == null ? null : charset(contentType);
    try {
      return Jsoup.parse(new ByteArrayInputStream(body), charset, address.toString());
    } catch (IOException fault) {
      throw new UncheckedIOException("bytes in memory are always readable", fault);
    }
  }

  private static @Nullable String charset(String contentType) {
    var matcher = CHARSET.matcher(contentType);
    try {
      return matcher.find() && java.nio.charset.Charset.isSupported(matcher.group(1))
          ? matcher.group(1)
          : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static boolean saysArticle(Parts parts) {
    var path = parts.place().address().getPath();
    if (path == null || path.isEmpty() || path.equals("/")) {
      return false;
    }
    if (parts.data().isPresent()) {
      parts.why().add("its JSON-LD describes an article");
    } else if (parts.head().isArticle()) {
      parts.why().add("its Open Graph type is article");
    } else if (parts.place().news() != null) {
      parts.why().add("a news sitemap names it");
    } else if (parts.page().select("article").size() == 1 && published(parts) != null) {
      parts.why().add("it has one `article` element and a date");
    }
    return !parts.why().isEmpty();
  }

  /// JSON-LD headlines are often cut off: a heading that goes on wins.
  private static @Nullable String title(Parts parts) {
    var headline = parts.data("headline");
    var shown = parts.head().title();
    if (headline == null) {
      headline = parts.data("name");
    }
    if (headline == null) {
      var news = parts.place().news();
      return shown == null && news != null ? news.title() : shown;
    }
    var stem = headline.replaceFirst("(…|\\.\\.\\.)$", "").strip();
    return shown != null && shown.startsWith(stem) ? shown : headline;
  }

  private static @Nullable String text(Parts parts, String title) {
    var told = parts.data().map(data -> data.raw("articleBody")).orElse(null);
    var read = Readability.article(parts.page(), title);
    if (read != null && (told == null || read.text().length() * 2 >= told.length())) {
      parts.why().add("its text is the page's main part");
      return read.text().length() < SHORTEST ? null : read.html();
    }
    if (told == null || told.length() < SHORTEST) {
      return null;
    }
    parts.why().add("its text is the JSON-LD's articleBody");
    if (told.contains("</p>")) {
      return told;
    }
    var html = new StringBuilder();
    told.lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line ->
                html.append("<p>")
                    .append(
                        org.jsoup.parser.Parser.unescapeEntities(line, false)
                            .replace("&", "&amp;")
                            .replace("<", "&lt;"))
                    .append("</p>\n"));
    return html.toString();
  }

  private static Item item(Parts parts, String title, String html, URI address) {
    var head = parts.head();
    var image =
        parts.data().map(JsonLd::image).orElseGet(() -> head.meta("og:image", "twitter:image"));
    var authors = parts.data().map(data -> data.names("author")).orElse(List.of());
    var sections = new ArrayList<>(parts.data().map(JsonLd::sections).orElse(List.of()));
    sections.addAll(head.all("article:section"));
    sections.addAll(head.all("article:tag"));
    var news = parts.place().news();
    return new Item(
        null,
        link(parts, address),
        title,
        PlainText.of(
            Objects.requireNonNullElseGet(
                parts.data("description"),
                () -> Objects.requireNonNullElse(head.meta("og:description", "description"), ""))),
        true,
        html,
        published(parts),
        updated(parts),
        authors.isEmpty() ? head.authors() : authors,
        sections.stream().distinct().toList(),
        image == null ? null : new Item.Image(image, PlainText.of(head.meta("og:image:alt"))),
        List.of(),
        language(parts, news),
        parts.data().flatMap(data -> data.names("sponsor").stream().findFirst()).orElse(null),
        parts.data("correction"),
        false,
        false,
        address.toString());
  }

  private static @Nullable String language(Parts parts, SitePage.@Nullable News news) {
    var told = parts.data("inLanguage");
    var language = told == null ? parts.head().language() : told;
    return language == null && news != null ? news.language() : language;
  }

  /// The page's own word for its address, when that is on the same host and no home page. A file
  /// has no other.
  private static @Nullable String link(Parts parts, URI address) {
    var canonical = parts.head().canonical();
    var itself = address.getHost() == null ? null : address.toString();
    try {
      var told = address.resolve(Objects.requireNonNullElse(canonical, ""));
      var path = Objects.requireNonNullElse(told.getPath(), "");
      var trusted =
          address.getHost() == null
              ? told.getHost() != null
              : address.getHost().equals(told.getHost());
      return trusted && path.length() > 1 && canonical != null && !canonical.isBlank()
          ? told.toString()
          : itself;
    } catch (IllegalArgumentException _) {
      return itself;
    }
  }

  private static @Nullable Instant published(Parts parts) {
    var told = new ArrayList<String>();
    parts.data().map(data -> data.text("datePublished")).ifPresent(told::add);
    told.addAll(parts.head().publishedDates());
    for (var date : told) {
      var read = Dates.parse(date);
      if (read.isPresent()) {
        return read.get();
      }
    }
    var news = parts.place().news();
    if (news != null && news.published() != null) {
      return news.published();
    }
    var matcher = DATE_IN_PATH.matcher(parts.place().address().getPath());
    return matcher.find()
        ? Dates.parse(
                "%s-%2s-%2s"
                    .formatted(matcher.group(1), matcher.group(2), matcher.group(3))
                    .replace(' ', '0'))
            .orElse(null)
        : null;
  }

  private static @Nullable Instant updated(Parts parts) {
    var told = parts.data("dateModified");
    return Dates.parse(told)
        .or(() -> Dates.parse(parts.head().meta("article:modified_time", "og:updated_time")))
        .orElse(null);
  }
}
