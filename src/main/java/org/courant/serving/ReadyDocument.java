package org.courant.serving;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.courant.coding.Coding;
import org.courant.document.FeedFormat;
import org.courant.feed.FeedDocument;
import org.courant.feed.FeedVersion;
import org.courant.publication.Publication;
import org.jspecify.annotations.Nullable;

/// One document of a feed's version and the header fields that go with it.
///
/// @param link the hub and the document's own address (WebSub, section 4)
/// @param lastModified in milliseconds, as the clock counts
record ReadyDocument(
    FeedVersion version,
    FeedFormat format,
    String contentType,
    String link,
    long lastModified,
    String lastModifiedDate,
    Map<Coding, String> etags) {

  static ReadyDocument of(FeedVersion version, FeedFormat format, Publication publication) {
    Map<Coding, String> etags = new EnumMap<>(Coding.class);
    for (var coding : version.document(format).codings()) {
      etags.put(coding, version.etag(format, coding));
    }
    return new ReadyDocument(
        version,
        format,
        format.type() + ";charset=utf-8",
        publication.hubLinks(
            publication.url("/feeds/" + version.slug() + "." + format.extension()).toString()),
        version.lastModified().toEpochMilli(),
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            version.lastModified().atOffset(ZoneOffset.UTC)),
        etags);
  }

  FeedDocument document() {
    return version.document(format);
  }

  List<Coding> codings() {
    return document().codings();
  }

  String etag(Coding coding) {
    return Objects.requireNonNull(etags.get(coding));
  }

  /// The version in an entity tag of this document in whatever coding; null where it is another's.
  @Nullable String versionOf(String etag) {
    int end = etag.indexOf('-');
    var rest = end < 0 ? "" : etag.substring(end + 1, etag.length() - 1);
    boolean ours = rest.equals(format.extension()) || rest.startsWith(format.extension() + "-");
    return ours ? etag.substring(1, end) : null;
  }
}
