package org.courant.document;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.courant.article.Article;
import org.springframework.web.util.HtmlUtils;

/// An article as the feeds show it: who paid for it and what was corrected stand before its text,
/// whatever a reader's program makes of the rest.
///
/// @param html never empty
/// @param summary plain text, possibly empty
/// @param categories titles of its sections, then its tags
record Piece(Article article, String html, String summary, List<String> categories) {
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  static Piece of(Article article, FeedMetadata feed) {
    var notes = new ArrayList<String>();
    var sponsor = article.sponsor();
    var disclosure = sponsor == null ? "" : "Advertisement: paid for by " + sponsor;
    if (sponsor != null) {
      notes.add("<p><strong>" + escaped(disclosure) + "</strong></p>");
    }
    var correction = article.correction();
    if (correction != null) {
      var day = DAY.format(correction.at().atZone(feed.publication().zone()));
      notes.add(
          "<p><strong>Correction, %s:</strong> %s</p>".formatted(day, escaped(correction.note())));
    }
    notes.add(directed(body(article), article.language()));
    var summary =
        disclosure.isEmpty() || article.summary().isEmpty()
            ? disclosure + article.summary()
            : disclosure + ". " + article.summary();
    return new Piece(article, String.join("\n", notes), summary, categories(article, feed));
  }

  /// Readers drop an item that has no content.
  private static String body(Article article) {
    if (!article.html().isBlank()) {
      return article.html();
    }
    var words = article.summary().isEmpty() ? article.title() : article.summary();
    return "<p>" + escaped(words) + "</p>";
  }

  /// Many readers know nothing of `xml:lang` and would set right-to-left text at the wrong margin.
  private static String directed(String html, String language) {
    return RIGHT_TO_LEFT.contains(Locale.forLanguageTag(language).getLanguage())
        ? "<div lang=\"%s\" dir=\"rtl\">\n%s\n</div>".formatted(language, html)
        : html;
  }

  private static List<String> categories(Article article, FeedMetadata feed) {
    var sections =
        article.sections().stream().map(slug -> feed.sectionTitles().getOrDefault(slug, slug));
    return Stream.concat(sections, article.tags().stream()).distinct().toList();
  }

  static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  /// The last material change, to the second.
  Instant updated() {
    return article.updated().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
  }

  Instant published() {
    return article.published().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
  }
}
