package org.courant.document;

import java.util.Map;
import java.util.Objects;
import org.courant.publication.Publication;

/// All that an entry shows beside its article: equal styles make equal entries.
final class EntryStyle {
  private final boolean summaries;
  private final Publication publication;
  private final Map<String, String> sectionTitles;

  /// Asked for with every entry of every document.
  private final int hash;

  private EntryStyle(
      boolean summaries, Publication publication, Map<String, String> sectionTitles) {
    this.summaries = summaries;
    this.publication = publication;
    this.sectionTitles = sectionTitles;
    this.hash = Objects.hash(summaries, publication, sectionTitles);
  }

  static EntryStyle of(FeedMetadata feed) {
    return new EntryStyle(feed.summaries(), feed.publication(), feed.sectionTitles());
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
        && summaries == style.summaries
        && publication.equals(style.publication)
        && sectionTitles.equals(style.sectionTitles);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
