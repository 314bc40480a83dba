package org.courant.feed;

import static org.springframework.http.HttpStatus.GONE;
import static org.springframework.http.HttpStatus.NOT_FOUND;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.courant.publication.Publication;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.ResponseStatusException;

/// The documents that feed readers fetch. The framework compares the validators (RFC 9110, section
/// 13); no address in a document or header comes from the request.
@Controller
class FeedDocumentController {
  private final Feeds feeds;
  private final Publication publication;
  private final Clock clock;

  FeedDocumentController(Feeds feeds, Publication publication, Clock clock) {
    this.feeds = feeds;
    this.publication = publication;
    this.clock = clock;
  }

  @GetMapping("/feeds/{slug}.rss")
  ResponseEntity<byte[]> rss(
      @PathVariable String slug,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false)
          @Nullable String codings) {
    return answer(slug, FeedFormat.RSS, codings);
  }

  @GetMapping("/feeds/{slug}.atom")
  ResponseEntity<byte[]> atom(
      @PathVariable String slug,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false)
          @Nullable String codings) {
    return answer(slug, FeedFormat.ATOM, codings);
  }

  @GetMapping("/feeds/{slug}.json")
  ResponseEntity<byte[]> json(
      @PathVariable String slug,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false)
          @Nullable String codings) {
    return answer(slug, FeedFormat.JSON, codings);
  }

  @GetMapping("/feeds.opml")
  ResponseEntity<byte[]> opml() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/x-opml; charset=utf-8"))
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .body(Opml.write(publication, feeds.all()));
  }

  private ResponseEntity<byte[]> answer(String slug, FeedFormat format, @Nullable String codings) {
    if (feeds.retired(slug)) {
      throw new ResponseStatusException(GONE);
    }
    var version = feeds.serving(slug).orElseThrow(() -> new ResponseStatusException(NOT_FOUND));
    boolean gzip = takesGzip(codings);
    var document = version.document(format);
    var self = publication.url("/feeds/" + slug + "." + format.extension());
    var answer =
        ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(format.type() + "; charset=utf-8"))
            .eTag(version.etag(format, gzip))
            .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300, stale-while-revalidate=600")
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .header(HttpHeaders.LINK, "<" + self + ">; rel=\"self\"")
            .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
            .header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Last-Modified, Link");
    if (!version.lastModified().isAfter(clock.instant())) {
      answer.lastModified(version.lastModified());
    }
    if (gzip) {
      answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return answer.body(gzip ? document.gzip() : document.plain());
  }

  /// RFC 9110, section 12.5.3: gzip by name or by `*`, unless its weight is zero.
  static boolean takesGzip(@Nullable String codings) {
    if (codings == null) {
      return false;
    }
    boolean any = false;
    for (var part : List.of(codings.toLowerCase(Locale.ROOT).split(",", -1))) {
      var words = part.replaceAll("\\s", "").split(";", 2);
      boolean wanted = words.length == 1 || !words[1].matches("q=0(\\.0*)?");
      if (words[0].equals("gzip") || words[0].equals("x-gzip")) {
        return wanted;
      }
      any |= words[0].equals("*") && wanted;
    }
    return any;
  }
}
