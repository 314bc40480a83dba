package org.courant.document;

import java.util.Optional;
import org.courant.article.Article;

/// An article as one kind of document shows it.
///
/// @param refusal why no document may hold it
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Entry(Article article, byte[] bytes, Optional<String> refusal) {
  /// How much memory it keeps, about.
  int weight() {
    return 500 + bytes.length + 2 * (article.html().length() + article.text().length());
  }
}
