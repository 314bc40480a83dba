package org.courant.document;

import java.util.List;
import org.courant.article.Article;

/// What a document of a feed holds.
///
/// @param articles in order, the newest first
/// @param withdrawn what the feed held and takes back, the newest first
public record FeedContent(List<Article> articles, List<Withdrawn> withdrawn, Place place) {
  public FeedContent {
    articles = List.copyOf(articles);
    withdrawn = List.copyOf(withdrawn);
  }

  /// A feed without archives that takes nothing back.
  public static FeedContent of(List<Article> articles) {
    return new FeedContent(articles, List.of(), Place.Current.alone());
  }

  /// The ids that a reader finds, in order.
  public List<String> uris() {
    return articles.stream().map(Article::uri).toList();
  }
}
