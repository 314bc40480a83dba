package org.courant.document;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.article.Article;
import org.courant.article.ArticleImage;
import org.courant.article.Correction;
import org.courant.article.Enclosure;
import org.courant.publication.Publication;
import org.jspecify.annotations.Nullable;

/// A small feed with everything that is hard about feeds.
public final class Sample {
  public static final Instant DAY = Instant.parse("2026-11-01T10:00:00Z");
  private static final String CODE =
      "<pre><code class=\"language-java\">if (a &lt; b &amp;&amp; c[d[0]]> 0) {\n    say(\"{{name}} ]]>\");\n\n\tend();\n}</code></pre>";

  private Sample() {}

  public static FeedMetadata feed() {
    var publication =
        new Publication(
            "Women’s Health & You",
            "News <with> care",
            URI.create("https://news.example.org"),
            "example.org,2026",
            "en-GB",
            ZoneId.of("Europe/London"),
            "1 Street",
            "editor@example.org",
            "© 2026 Example & Co");
    return new FeedMetadata(
        "all",
        "all",
        publication.title(),
        publication.tagline(),
        publication.url("/"),
        Optional.of(publication.url("/icon.png")),
        false,
        Duration.ofHours(6),
        publication,
        Map.of("research", "Research & Studies"),
        DAY.plusSeconds(7200));
  }

  public static List<Article> articles() {
    return List.of(
        article(
            1,
            "Plain & simple: 1 < 2 👩‍⚕️",
            "<p>Emoji 👩‍⚕️ and code.</p>\n" + CODE,
            "en-GB",
            null,
            null,
            null),
        article(
            2,
            "صحة المرأة",
            "<p dir=\"rtl\" lang=\"ar\">مرحبا بكم</p>",
            "ar",
            null,
            new Correction("The dose is <5 mg & not 50 mg.", DAY.plusSeconds(7200)),
            new ArticleImage(
                URI.create("https://example.org/i.png?a=1&b=2"), "Two \"women\" talking")),
        enclosing(
            article(3, "A massage", "<p>Paid words.</p>", "en-GB", "Acme & Sons", null, null),
            new Enclosure(URI.create("https://example.org/f/3.pdf?a=1&b=2"), null, null),
            new Enclosure(URI.create("https://example.org/f/3.mp3"), "audio/mpeg", 12_345_678L)));
  }

  public static Article article(
      int number,
      String title,
      String html,
      String language,
      @Nullable String sponsor,
      @Nullable Correction correction,
      @Nullable ArticleImage image) {
    return new Article(
        number,
        "tag:example.org,2026:article/" + number,
        1,
        URI.create("https://example.org/posts/" + number + "?a=1&b=2"),
        title,
        "Summary of " + number + " & <more>",
        html,
        "text",
        number == 2 ? List.of("Layla Haddad", "Ada O’Neill") : List.of("Ada"),
        number == 1 ? List.of("research") : List.of(),
        number == 1 ? List.of("Iron & blood") : List.of(),
        image,
        List.of(),
        language,
        DAY.minusSeconds(3600L * number),
        correction == null ? DAY.minusSeconds(3600L * number) : correction.at(),
        sponsor,
        correction,
        null);
  }

  static Article enclosing(Article article, Enclosure... files) {
    return with(article, article.url(), List.of(files), article.published(), article.updated());
  }

  /// The same without an address of its own.
  static Article withoutAddress(Article article) {
    return with(article, null, article.enclosures(), article.published(), article.updated());
  }

  static Article published(Article article, Instant at) {
    return with(article, article.url(), article.enclosures(), at, at);
  }

  private static Article with(
      Article article,
      @Nullable URI url,
      List<Enclosure> files,
      Instant published,
      Instant updated) {
    return new Article(
        article.id(),
        article.uri(),
        article.revision(),
        url,
        article.title(),
        article.summary(),
        article.html(),
        article.text(),
        article.authors(),
        article.sections(),
        article.tags(),
        article.image(),
        files,
        article.language(),
        published,
        updated,
        article.sponsor(),
        article.correction(),
        article.withdrawnAt());
  }

  static byte[] write(FeedFormat format) {
    return FeedDocuments.write(format, feed(), content());
  }

  public static FeedContent content() {
    return FeedContent.of(articles());
  }
}
