package org.courant.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.courant.article.Article;
import org.courant.article.Articles;
import org.courant.article.RevisionKey;

/// The texts of one rebuild: feeds share most of theirs, and each is read once.
final class LoadedArticles {
  /// Some 20 MB of usual articles.
  private static final int MOST = 1_000;

  private final Articles articles;
  private final Map<RevisionKey, Article> held =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RevisionKey, Article> eldest) {
          return size() > MOST;
        }
      };

  LoadedArticles(Articles articles) {
    this.articles = articles;
  }

  /// In the order of the keys.
  List<Article> read(List<RevisionKey> keys) {
    var missing = keys.stream().filter(key -> !held.containsKey(key)).toList();
    articles.revisions(missing).forEach(article -> held.put(article.key(), article));
    return keys.stream().map(held::get).filter(Objects::nonNull).toList();
  }
}
