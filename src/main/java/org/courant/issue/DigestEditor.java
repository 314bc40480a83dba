package org.courant.issue;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.courant.article.Article;
import org.courant.article.RevisionKey;
import org.courant.message.Slot;
import org.courant.publication.Newsletter;
import org.courant.publication.Publication;
import org.courant.publication.Section;
import org.courant.publication.Sections;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lays out what a variant shows: lead, sections, what may stand in the subject.
@Component
class DigestEditor {
  private static final int SUMMARY = 280;
  private static final int TITLE = 200;
  private static final int TEASED = 2;

  private final Publication publication;
  private final Sections sections;

  DigestEditor(Publication publication, Sections sections) {
    this.publication = publication;
    this.sections = sections;
  }

  /// @param articles every article of the issue by its key
  Digest lay(
      Issue issue,
      Newsletter newsletter,
      Issues.Variant variant,
      Map<RevisionKey, Article> articles,
      Map<Slot, String> marks) {
    List<Article> shown = existing(variant.articles(), articles);
    Article lead = lead(shown);
    List<Article> rest = shown.stream().filter(article -> !article.equals(lead)).toList();
    boolean quotable = quotable(lead);
    return new Digest(
        publisher(),
        edition(issue, newsletter),
        "",
        quotable ? title(lead) : null,
        rest.size(),
        shown.size(),
        preheader(rest, issue),
        story(lead),
        groups(rest),
        existing(variant.corrections(), articles).stream()
            .flatMap(article -> note(article).stream())
            .toList(),
        variant.more(),
        new Digest.Slots(
            Objects.requireNonNull(marks.get(Slot.NAME)),
            Objects.requireNonNull(marks.get(Slot.UNSUBSCRIBE_URL))));
  }

  /// The first article whose title may stand for all of them.
  Optional<Article> headline(List<Article> articles) {
    return articles.stream().filter(this::quotable).findFirst();
  }

  /// Sensitive titles and paid pieces do not lead where something else can.
  private Article lead(List<Article> shown) {
    return shown.stream()
        .filter(this::quotable)
        .findFirst()
        .or(() -> shown.stream().filter(article -> article.sponsor() == null).findFirst())
        .orElseGet(shown::getFirst);
  }

  /// Whether a title may stand in a subject: no section of it is sensitive, and it is no
  /// advertisement. A section that is not declared any more might have been sensitive.
  private boolean quotable(Article article) {
    return article.sponsor() == null
        && article.sections().stream()
            .allMatch(slug -> sections.named(slug).map(s -> !s.sensitive()).orElse(false));
  }

  private String preheader(List<Article> rest, Issue issue) {
    List<String> titles =
        rest.stream().filter(this::quotable).limit(TEASED).map(DigestEditor::title).toList();
    return titles.isEmpty()
        ? "Issue %d of %s".formatted(issue.number(), publication.title())
        : "Also: " + String.join(" · ", titles);
  }

  private List<Digest.Group> groups(List<Article> rest) {
    var titles = new LinkedHashMap<String, List<Digest.Story>>();
    for (Section section : sections.active()) {
      titles.put(section.title(), new ArrayList<>());
    }
    titles.put("More", new ArrayList<>());
    for (Article article : rest) {
      Objects.requireNonNull(titles.get(heading(article))).add(story(article));
    }
    return titles.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> new Digest.Group(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  private String heading(Article article) {
    return article.sections().stream()
        .flatMap(slug -> sections.named(slug).stream())
        .map(Section::title)
        .findFirst()
        .orElse("More");
  }

  private Digest.Publisher publisher() {
    return new Digest.Publisher(
        publication.title(),
        publication.tagline(),
        publication.url("/").toString(),
        publication.postalAddress(),
        publication.contact(),
        publication.copyright());
  }

  private Digest.Edition edition(Issue issue, Newsletter newsletter) {
    LocalDate last = issue.composedAt().atZone(publication.zone()).toLocalDate();
    String archive = "/newsletters/" + newsletter.slug();
    return new Digest.Edition(
        newsletter.title(),
        issue.number(),
        dates(last.minus(newsletter.cadence()), last),
        publication.url(archive + "/" + issue.number()).toString(),
        publication.url(archive).toString(),
        publication.language(),
        direction(publication.language()));
  }

  private String dates(LocalDate first, LocalDate last) {
    String from =
        first.getYear() != last.getYear()
            ? "d MMMM yyyy"
            : first.getMonth() != last.getMonth() ? "d MMMM" : "d";
    String range = first.isAfter(last.minusDays(2)) ? "" : format(from, first) + "–";
    return range + format("d MMMM yyyy", last);
  }

  private String format(String pattern, LocalDate date) {
    return DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(publication.language()))
        .format(date);
  }

  private Digest.Story story(Article article) {
    String direction = direction(article.language());
    @Nullable String sponsor = article.sponsor();
    return new Digest.Story(
        title(article),
        link(article.url()),
        RenderedText.shortened(RenderedText.oneLine(article.summary()), SUMMARY),
        picture(article),
        byline(article),
        article.language(),
        direction,
        align(direction),
        sponsor == null ? null : "Advertisement · paid for by " + RenderedText.oneLine(sponsor),
        article.correction() == null ? null : RenderedText.oneLine(article.correction().note()));
  }

  private static Optional<Digest.Note> note(Article article) {
    if (article.correction() == null) {
      return Optional.empty();
    }
    String direction = direction(article.language());
    return Optional.of(
        new Digest.Note(
            title(article),
            link(article.url()),
            RenderedText.oneLine(article.correction().note()),
            article.language(),
            direction,
            align(direction)));
  }

  private String byline(Article article) {
    String authors = RenderedText.oneLine(String.join(", ", article.authors()));
    String date =
        format("d MMMM yyyy", article.published().atZone(publication.zone()).toLocalDate());
    return authors.isEmpty() ? date : authors + " · " + mark(article) + date;
  }

  /// Keeps a date in its own order where it stands in text of the other direction (Unicode Standard
  /// Annex 9, section 2.6).
  private String mark(Article article) {
    String own = direction(publication.language());
    if (own.equals(direction(article.language()))) {
      return "";
    }
    return own.equals("rtl") ? "\u200f" : "\u200e";
  }

  private static Digest.@Nullable Picture picture(Article article) {
    if (article.image() == null) {
      return null;
    }
    @Nullable String url = link(article.image().url());
    String alt = Objects.requireNonNullElse(article.image().alt(), "");
    return url == null ? null : new Digest.Picture(url, RenderedText.oneLine(alt));
  }

  private static String title(Article article) {
    return RenderedText.shortened(RenderedText.oneLine(article.title()), TITLE);
  }

  private static @Nullable String link(@Nullable URI url) {
    return url != null && Set.of("http", "https").contains(String.valueOf(url.getScheme()))
        ? url.toASCIIString()
        : null;
  }

  private static String direction(String language) {
    return Set.of("ar", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi")
            .contains(Locale.forLanguageTag(language).getLanguage())
        ? "rtl"
        : "ltr";
  }

  private static String align(String direction) {
    return direction.equals("rtl") ? "right" : "left";
  }

  private static List<Article> existing(
      List<RevisionKey> keys, Map<RevisionKey, Article> articles) {
    return keys.stream().flatMap(key -> Optional.ofNullable(articles.get(key)).stream()).toList();
  }

  static Map<RevisionKey, Article> byKey(List<Article> articles) {
    return articles.stream().collect(toMap(Article::key, identity()));
  }
}
