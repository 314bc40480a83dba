package org.courant.document;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.courant.article.Article;
import org.courant.article.ArticleImage;
import org.courant.publication.Publication;
import org.jspecify.annotations.Nullable;

/// An article as the feeds show it: who paid for it and what was corrected stand before its text,
/// whatever a reader's program makes of the rest.
///
/// @param html empty where summaries stand for texts, and nowhere else
/// @param summary plain text, never empty; the title where there is nothing else to say
record Piece(
    Article article,
    String title,
    String html,
    String summary,
    List<String> authors,
    List<Category> categories,
    List<MediaFile> files) {
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi");

  /// Strict readers believe no older date (ImplausibleDate), as most such dates are a zero.
  static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /// @param section whether it is one of the publication's own, and no word of a source
  record Category(String name, boolean section) {}

  static Piece of(Article article, EntryStyle style) {
    return new Piece(
        article,
        Wording.scrub(article.title()),
        style.summaries() ? "" : Wording.scrub(html(article, style.publication())),
        Wording.scrub(summary(article, style)),
        Wording.names(article.authors()),
        categories(article, style),
        MediaFile.of(article.enclosures()));
  }

  /// Where it stands, if that can be written in every kind of document.
  @Nullable String url() {
    var url = article.url();
    return url != null && Wording.isNamed(url) ? Wording.address(url) : null;
  }

  @Nullable ArticleImage image() {
    var image = article.image();
    return image != null && Wording.isNamed(image.url()) ? image : null;
  }

  private static @Nullable String disclosure(Article article) {
    return article.sponsor() == null ? null : "Advertisement: paid for by " + article.sponsor();
  }

  private static String html(Article article, Publication publication) {
    var parts = new ArrayList<String>();
    var disclosure = disclosure(article);
    if (disclosure != null) {
      parts.add("<p><strong>" + Wording.escaped(disclosure) + "</strong></p>");
    }
    var correction = article.correction();
    if (correction != null) {
      var note = Wording.escaped(correction.note());
      var day = DAY.format(correction.at().atZone(publication.zone()));
      parts.add("<p><strong>Correction, %s:</strong> %s</p>".formatted(day, note));
    }
    parts.add(directed(body(article), article.language()));
    return String.join("\n", parts);
  }

  private static String summary(Article article, EntryStyle style) {
    var parts = new ArrayList<String>();
    var disclosure = disclosure(article);
    if (disclosure != null) {
      parts.add(disclosure + ".");
    }
    var correction = article.correction();
    if (correction != null && style.summaries()) {
      var day = DAY.format(correction.at().atZone(style.publication().zone()));
      parts.add("Correction, " + day + ": " + correction.note());
    }
    parts.add(article.summary().isEmpty() ? article.title() : article.summary());
    return String.join(" ", parts);
  }

  /// Whether the summary says more than the title.
  boolean summarised() {
    return !summary.equals(title);
  }

  /// Readers drop an item that has no content.
  private static String body(Article article) {
    if (article.html().isBlank()) {
      var words = article.summary().isEmpty() ? article.title() : article.summary();
      return "<p>" + Wording.escaped(words) + "</p>";
    }
    // Not among what feed readers let pass; the direction stays.
    return article
        .html()
        .replace("<bdo ", "<span ")
        .replace("<bdo>", "<span>")
        .replace("</bdo>", "</span>");
  }

  /// Many readers know nothing of `xml:lang` and would set right-to-left text at the wrong margin.
  private static String directed(String html, String language) {
    return RIGHT_TO_LEFT.contains(Locale.forLanguageTag(language).getLanguage())
        ? "<div lang=\"%s\" dir=\"rtl\">\n%s\n</div>".formatted(language, html)
        : html;
  }

  private static List<Category> categories(Article article, EntryStyle style) {
    var sections =
        article.sections().stream()
            .map(slug -> new Category(style.sectionTitles().getOrDefault(slug, slug), true));
    var tags = article.tags().stream().map(tag -> new Category(tag, false));
    var byName = new LinkedHashMap<String, Category>();
    Stream.concat(sections, tags)
        .map(category -> new Category(Wording.scrub(category.name()), category.section()))
        .filter(category -> !category.name().isBlank())
        .forEach(category -> byName.putIfAbsent(category.name(), category));
    return List.copyOf(byName.values());
  }

  /// The last material change, to the second.
  Instant updated() {
    var updated = article.updated().truncatedTo(ChronoUnit.SECONDS);
    return updated.isBefore(OLDEST) ? OLDEST : updated;
  }

  /// To the second; empty where readers would take the date for a mistake.
  Optional<Instant> published() {
    var published = article.published().truncatedTo(ChronoUnit.SECONDS);
    return published.isBefore(OLDEST) ? Optional.empty() : Optional.of(published);
  }
}
