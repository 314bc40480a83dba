package org.courant.issue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.courant.article.Article;
import org.courant.article.ArticleImage;
import org.courant.article.Correction;
import org.jspecify.annotations.Nullable;

/// An article in the making.
final class ArticleDraft {
  private final long id;
  private final String title;
  private final List<String> sections = new ArrayList<>();
  private String summary = "";
  private String author = "Ada Byron";
  private String language = "en";
  private String url;
  private @Nullable String sponsor;
  private @Nullable ArticleImage image;
  private @Nullable Correction correction;

  ArticleDraft(long id, String title) {
    this.id = id;
    this.title = title;
    this.url = "https://site.test/" + id;
  }

  ArticleDraft section(String slug) {
    sections.add(slug);
    return this;
  }

  ArticleDraft summary(String text) {
    summary = text;
    return this;
  }

  ArticleDraft author(String name) {
    author = name;
    return this;
  }

  ArticleDraft language(String tag) {
    language = tag;
    return this;
  }

  ArticleDraft url(String address) {
    url = address;
    return this;
  }

  ArticleDraft sponsor(String name) {
    sponsor = name;
    return this;
  }

  ArticleDraft image(String address, String alt) {
    image = new ArticleImage(URI.create(address), alt);
    return this;
  }

  ArticleDraft correction(String note) {
    correction = new Correction(note, Rendering.NOW);
    return this;
  }

  Article article() {
    return new Article(
        id,
        "tag:site.test,2026:" + id,
        1,
        URI.create(url),
        title,
        summary,
        "",
        "",
        List.of(author),
        sections,
        List.of(),
        image,
        List.of(),
        language,
        Rendering.NOW,
        Rendering.NOW,
        sponsor,
        correction,
        null);
  }
}
