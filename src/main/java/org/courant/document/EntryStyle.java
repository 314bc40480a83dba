package org.courant.document;

import java.util.Map;
import java.util.Objects;
import org.courant.publication.Publication;

/// All that an entry shows beside its article: equal styles make equal entries.
final class EntryStyle {
  private final FeedFormat format;
  private final boolean summaries;
  private final Publication publication;
  private final Map<String, String> sectionTitles;

  /// Asked for with every entry of every document.
  private final int hash;

  private EntryStyle(
      FeedFormat format,
      boolean summaries,
      Publication publication,
      Map<String, String> sectionTitles) {
    this.format = format;
    this.summaries = summaries;
    this.publication = publication;
    this.sectionTitles = sectionTitles;
    this.hash = Objects.hash(format, summaries, publication, sectionTitles);
  }

  static EntryStyle of(FeedFormat format, FeedMetadata feed) {
    return new EntryStyle(format, feed.summaries(), feed.publication(), feed.sectionTitles());
  }

  FeedFormat format() {
    return format;
  }

  /// Whether summaries stand for the texts.
  boolean summaries() {
    return summaries;
  }

  Publication publication() {
    return publication;
  }

  /// By slug.
  Map<String, String> sectionTitles() {
    return sectionTitles;
  }

  /// Where the names of sections come from, as RSS wants it in `domain` and Atom in `scheme`.
  String scheme() {
    return publication.url("/feeds").toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntryStyle style
        && hash == style.hash
        && format == style.format
        && summaries == style.summaries
        && publication.equals(style.publication)
        && sectionTitles.equals(style.sectionTitles);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
