package org.courant.article;

/// An item that cannot become an article. The message reads on after the item's name: "has no
/// title".
public class UnusableArticle extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A fact without its subject, such as `has no title`.
  public UnusableArticle(String fact) {
    super(fact);
  }
}
