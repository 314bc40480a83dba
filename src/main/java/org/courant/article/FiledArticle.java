package org.courant.article;

import org.jspecify.annotations.Nullable;

/// An article with all that an [ArticleFilter] may ask of it.
public final class FiledArticle {
  private final Article article;
  private final String site;
  private @Nullable String searchable;

  FiledArticle(Article article, String site) {
    this.article = article;
    this.site = site;
  }

  public Article article() {
    return article;
  }

  /// The key of the site it came from.
  String site() {
    return site;
  }

  /// Its title and text, folded for [SearchWord] when a filter first asks: most never do.
  String searchable() {
    var text = searchable;
    if (text == null) {
      text = SearchWord.folded(article.title() + "\n" + article.text());
      searchable = text;
    }
    return text;
  }
}
