package org.courant.feed;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.courant.coding.Coding;
import org.courant.document.FeedFormat;

/// A version that may be served.
///
/// @param version hash of definition and revisions
/// @param entries the articles' URIs in order
/// @param revisions of the entries, one each
/// @param lastModified in whole seconds, later than that of the version before
public record FeedVersion(
    String slug,
    String version,
    List<String> entries,
    List<Integer> revisions,
    Map<FeedFormat, FeedDocument> documents,
    Instant lastModified) {
  public FeedVersion {
    entries = List.copyOf(entries);
    revisions = List.copyOf(revisions);
  }

  public FeedDocument document(FeedFormat format) {
    return Objects.requireNonNull(documents.get(format));
  }

  /// Strong (RFC 9110, section 8.8.3): one per representation and coding.
  public String etag(FeedFormat format, Coding coding) {
    var suffix = coding == Coding.IDENTITY ? "" : "-" + coding.token();
    return "\"" + version + "-" + format.extension() + suffix + "\"";
  }

  FeedVersion dated(Instant moment) {
    return new FeedVersion(slug, version, entries, revisions, documents, moment);
  }

  FeedVersion with(Map<FeedFormat, FeedDocument> others) {
    return new FeedVersion(slug, version, entries, revisions, others, lastModified);
  }
}
