package org.courant.document;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.courant.article.Article;
import org.courant.publication.Publication;

/// What a feed's documents say of the feed itself.
///
/// @param slug its name in addresses, which may change
/// @param identity what its permanent id is made of: its first slug
/// @param page where a person reads what the feed holds
/// @param icon a square picture of the feed
/// @param summaries whether summaries stand for the texts
/// @param rhythm the usual time between two articles
/// @param sectionTitles by slug, ordered: what stands for a section among an item's categories
/// @param changed when the feed's newest document came to say what it says
public record FeedMetadata(
    String slug,
    String identity,
    String title,
    String description,
    URI page,
    Optional<URI> icon,
    boolean summaries,
    Duration rhythm,
    Publication publication,
    Map<String, String> sectionTitles,
    Instant changed) {

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
    return "tag:" + publication.tagAuthority() + ":feed/" + identity;
  }

  /// The same, but for another moment.
  public FeedMetadata changed(Instant moment) {
    return new FeedMetadata(
        slug,
        identity,
        title,
        description,
        page,
        icon,
        summaries,
        rhythm,
        publication,
        sectionTitles,
        moment);
  }

  /// When the document changed last, whatever came or went; it never goes back. An archive never
  /// changes: it has the last material change of what it holds.
  Instant updated(FeedContent content) {
    var moment =
        switch (content.place()) {
          case Place.Current _, Place.Delta _ -> changed;
          case Place.Archive _ ->
              Stream.concat(
                      content.articles().stream().map(Article::updated),
                      content.withdrawn().stream().map(Withdrawn::at))
                  .max(Instant::compareTo)
                  .filter(date -> !date.isBefore(Piece.OLDEST))
                  .orElse(Piece.OLDEST);
        };
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }

  /// The address of the document itself.
  URI self(FeedFormat format, Place place) {
    return place instanceof Place.Archive archive
        ? archive(archive.number(), format)
        : address(format);
  }

  /// What was published before the document's own articles.
  Optional<URI> earlier(FeedFormat format, Place place) {
    return switch (place) {
      case Place.Current(var newest) -> newest.map(number -> archive(number, format));
      case Place.Archive archive -> archive.previous().map(number -> archive(number, format));
      case Place.Delta() -> Optional.empty();
    };
  }
}
