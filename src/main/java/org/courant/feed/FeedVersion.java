package org.courant.feed;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.courant.document.FeedFormat;

/// A version that may be served.
///
/// @param version hash of definition and revisions
/// @param entries the articles' URIs in order
/// @param lastModified in whole seconds, later than that of the version before
record FeedVersion(
    String slug,
    String version,
    List<String> entries,
    Map<FeedFormat, FeedDocument> documents,
    Instant lastModified) {

  FeedDocument document(FeedFormat format) {
    return Objects.requireNonNull(documents.get(format));
  }

  /// Strong (RFC 9110, section 8.8.3): one per representation and coding.
  String etag(FeedFormat format, boolean gzip) {
    return "\"" + version + "-" + format.extension() + (gzip ? "-gzip" : "") + "\"";
  }
}
