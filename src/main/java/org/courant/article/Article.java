package org.courant.article;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One revision of an article, clean: `html` is the safe subset with absolute http(s) addresses,
/// `text` its plain form with blank lines between paragraphs; everything else is plain text.
///
/// @param uri the permanent `tag:` URI (RFC 4151)
/// @param sections slugs of the publication's sections
/// @param tags categories of the source that are no section
/// @param enclosures files that belong to it
/// @param language BCP 47
/// @param updated moved by material changes only
public record Article(
    long id,
    String uri,
    int revision,
    @Nullable URI url,
    String title,
    String summary,
    String html,
    String text,
    List<String> authors,
    List<String> sections,
    List<String> tags,
    @Nullable ArticleImage image,
    List<Enclosure> enclosures,
    String language,
    Instant published,
    Instant updated,
    @Nullable String sponsor,
    @Nullable Correction correction,
    @Nullable Instant withdrawnAt) {
  public Article {
    authors = List.copyOf(authors);
    sections = List.copyOf(sections);
    tags = List.copyOf(tags);
    enclosures = List.copyOf(enclosures);
  }

  Article corrected(@Nullable Correction note) {
    return new Article(
        id,
        uri,
        revision,
        url,
        title,
        summary,
        html,
        text,
        authors,
        sections,
        tags,
        image,
        enclosures,
        language,
        published,
        updated,
        sponsor,
        note,
        withdrawnAt);
  }

  /// This revision's key.
  public RevisionKey key() {
    return new RevisionKey(id, revision);
  }
}
