package org.courant.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.courant.article.Article;
import org.courant.article.Articles;
import org.courant.article.RevisionKey;

/// The texts that feeds were lately built of: they share most of theirs, and nearly all of them
/// with the version before. A revision never changes, so that each is read once. What is kept is
/// bounded; the longest unused goes first.
final class LoadedArticles {
  private final Articles articles;
  private final long room;
  private final Map<RevisionKey, Article> held = new LinkedHashMap<>(1000, 0.75f, true);
  private long size;

  /// @param room in characters, of texts and markup together
  LoadedArticles(Articles articles, long room) {
    this.articles = articles;
    this.room = room;
  }

  /// In the order of the keys; an unknown key is left out.
  List<Article> read(List<RevisionKey> keys) {
    Map<RevisionKey, Article> wanted = new HashMap<>();
    var missing = new ArrayList<RevisionKey>();
    for (var key : keys) {
      var article = held.get(key);
      if (article == null) {
        missing.add(key);
      } else {
        wanted.put(key, article);
      }
    }
    if (!missing.isEmpty()) {
      articles.revisions(missing).forEach(article -> wanted.put(article.key(), keep(article)));
    }
    forget();
    return keys.stream().map(wanted::get).filter(Objects::nonNull).toList();
  }

  private Article keep(Article article) {
    size += held.put(article.key(), article) == null ? size(article) : 0;
    return article;
  }

  private void forget() {
    var oldest = held.values().iterator();
    while (size > room && oldest.hasNext()) {
      size -= size(oldest.next());
      oldest.remove();
    }
  }

  private static long size(Article article) {
    return 500L + article.html().length() + article.text().length();
  }
}
