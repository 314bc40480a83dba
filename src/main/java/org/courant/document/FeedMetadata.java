package org.courant.document;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.courant.article.Article;
import org.courant.publication.Publication;

/// What a feed's documents say of the feed itself.
///
/// @param sectionTitles by slug, ordered: what stands for a section among an item's categories
/// @param page where a person reads what the feed holds
/// @param since when the feed was first known
public record FeedMetadata(
    String slug,
    String title,
    String description,
    URI page,
    Publication publication,
    Map<String, String> sectionTitles,
    Instant since) {

  public URI address(FeedFormat format) {
    return publication.url("/feeds/" + slug + "." + format.extension());
  }

  /// Who tells feed readers of changes (WebSub).
  URI hub() {
    return publication.url("/hub");
  }

  /// Permanent, as an article's (RFC 4151).
  String uri() {
    return "tag:" + publication.tagAuthority() + ":feed/" + slug;
  }

  /// The last material change of what it holds; of an empty feed, its beginning.
  Instant updated(List<Article> articles) {
    return articles.stream()
        .map(Article::updated)
        .max(Instant::compareTo)
        .orElse(since)
        .truncatedTo(ChronoUnit.SECONDS);
  }
}
