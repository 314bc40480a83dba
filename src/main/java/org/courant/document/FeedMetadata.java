package org.courant.document;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.article.Article;
import org.courant.publication.Publication;

/// What a feed's documents say of the feed itself.
///
/// @param page where a person reads what the feed holds
/// @param icon a square picture of the feed
/// @param summaries whether summaries stand for the texts
/// @param rhythm the usual time between two articles
/// @param sectionTitles by slug, ordered: what stands for a section among an item's categories
/// @param since when the feed was first known
public record FeedMetadata(
    String slug,
    String title,
    String description,
    URI page,
    Optional<URI> icon,
    boolean summaries,
    Duration rhythm,
    Publication publication,
    Map<String, String> sectionTitles,
    Instant since) {

  public URI address(FeedFormat format) {
    return publication.url("/feeds/" + slug + "." + format.extension());
  }

  /// Where an archive of the feed stands for ever.
  public URI archive(int number, FeedFormat format) {
    return publication.url("/feeds/" + slug + "/archive/" + number + "." + format.extension());
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
