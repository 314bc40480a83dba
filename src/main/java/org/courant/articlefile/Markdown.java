package org.courant.articlefile;

/// Markdown (CommonMark with tables) as article files have it, for who has no file. Safe for many
/// threads.
public final class Markdown {
  private static final ArticleBody BODIES = new ArticleBody();

  private Markdown() {}

  /// HTML, uncleaned.
  ///
  /// @param title left out of the text where that begins with it as a heading
  public static String html(String source, String title) {
    return BODIES.read(source, true).withoutTitle(title);
  }
}
