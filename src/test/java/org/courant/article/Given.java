package org.courant.article;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.courant.article.IncomingArticle.NamedFile;
import org.jspecify.annotations.Nullable;

/// An item of a site, built up a word at a time.
record Given(IncomingArticle item) {
  static final Instant DAY = Instant.parse("2026-11-01T10:00:00Z");

  static Given item(String site, @Nullable String guid, @Nullable String url) {
    return new Given(
        new IncomingArticle(
            site,
            guid,
            url,
            false,
            "A title",
            "A summary",
            "<p>A text.</p>",
            URI.create("https://example.org/"),
            DAY,
            null,
            List.of("Ada"),
            List.of(),
            null,
            List.of(),
            "en",
            null,
            null,
            false));
  }

  private Given with(
      @Nullable String title,
      @Nullable String html,
      List<String> categories,
      @Nullable Instant published,
      @Nullable Instant updated) {
    return new Given(
        new IncomingArticle(
            item.site(),
            item.guid(),
            item.url(),
            item.linkShared(),
            title,
            item.summary(),
            html,
            item.base(),
            published,
            updated,
            item.authors(),
            categories,
            item.image(),
            item.enclosures(),
            item.language(),
            item.sponsor(),
            item.correction(),
            item.withdrawn()));
  }

  Given summarised(@Nullable String summary) {
    return new Given(
        new IncomingArticle(
            item.site(),
            item.guid(),
            item.url(),
            item.linkShared(),
            item.title(),
            summary,
            item.html(),
            item.base(),
            item.published(),
            item.updated(),
            item.authors(),
            item.categories(),
            item.image(),
            item.enclosures(),
            item.language(),
            item.sponsor(),
            item.correction(),
            item.withdrawn()));
  }

  Given titled(@Nullable String title) {
    return with(title, item.html(), item.categories(), item.published(), item.updated());
  }

  Given saying(String html) {
    return with(item.title(), html, item.categories(), item.published(), item.updated());
  }

  Given filed(String... categories) {
    return with(item.title(), item.html(), List.of(categories), item.published(), item.updated());
  }

  Given published(@Nullable Instant at) {
    return with(item.title(), item.html(), item.categories(), at, item.updated());
  }

  Given updated(@Nullable Instant at) {
    return with(item.title(), item.html(), item.categories(), item.published(), at);
  }

  private Given noted(
      @Nullable String sponsor,
      @Nullable String correction,
      @Nullable ArticleImage image,
      boolean withdrawn) {
    return new Given(
        new IncomingArticle(
            item.site(),
            item.guid(),
            item.url(),
            item.linkShared(),
            item.title(),
            item.summary(),
            item.html(),
            item.base(),
            item.published(),
            item.updated(),
            item.authors(),
            item.categories(),
            image,
            item.enclosures(),
            item.language(),
            sponsor,
            correction,
            withdrawn));
  }

  Given paidBy(String sponsor) {
    return noted(sponsor, item.correction(), item.image(), item.withdrawn());
  }

  Given corrected(String note) {
    return noted(item.sponsor(), note, item.image(), item.withdrawn());
  }

  Given pictured(String address) {
    return noted(
        item.sponsor(),
        item.correction(),
        new ArticleImage(URI.create(address), "alt"),
        item.withdrawn());
  }

  Given with(NamedFile... files) {
    return new Given(
        new IncomingArticle(
            item.site(),
            item.guid(),
            item.url(),
            item.linkShared(),
            item.title(),
            item.summary(),
            item.html(),
            item.base(),
            item.published(),
            item.updated(),
            item.authors(),
            item.categories(),
            item.image(),
            List.of(files),
            item.language(),
            item.sponsor(),
            item.correction(),
            item.withdrawn()));
  }

  Given withdrawn() {
    return noted(item.sponsor(), item.correction(), item.image(), true);
  }
}
