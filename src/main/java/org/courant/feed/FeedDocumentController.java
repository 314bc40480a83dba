package org.courant.feed;

import static org.springframework.http.HttpStatus.GONE;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.NOT_MODIFIED;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.courant.document.FeedFormat;
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
  ResponseEntity<byte[]> rss(@PathVariable String slug, @RequestHeader HttpHeaders request) {
    return answer(slug, FeedFormat.RSS, request);
  }

  @GetMapping("/feeds/{slug}.atom")
  ResponseEntity<byte[]> atom(@PathVariable String slug, @RequestHeader HttpHeaders request) {
    return answer(slug, FeedFormat.ATOM, request);
  }

  @GetMapping("/feeds/{slug}.json")
  ResponseEntity<byte[]> json(@PathVariable String slug, @RequestHeader HttpHeaders request) {
    return answer(slug, FeedFormat.JSON, request);
  }

  @GetMapping("/feeds/{slug}.rdf")
  ResponseEntity<byte[]> rdf(@PathVariable String slug, @RequestHeader HttpHeaders request) {
    return answer(slug, FeedFormat.RDF, request);
  }

  @GetMapping("/feeds.opml")
  ResponseEntity<byte[]> opml() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/x-opml; charset=utf-8"))
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .body(Opml.write(publication, feeds.all()));
  }

  private ResponseEntity<byte[]> answer(String slug, FeedFormat format, HttpHeaders request) {
    if (feeds.retired(slug)) {
      throw new ResponseStatusException(GONE);
    }
    var version = feeds.serving(slug).orElseThrow(() -> new ResponseStatusException(NOT_FOUND));
    boolean gzip = takesGzip(request.getFirst(HttpHeaders.ACCEPT_ENCODING));
    var headers = headers(version, format, gzip);
    // The framework knows lists and weak tags, but not this one.
    if ("*".equals(request.getFirst(HttpHeaders.IF_NONE_MATCH))) {
      return ResponseEntity.status(NOT_MODIFIED).headers(headers).build();
    }
    var document = version.document(format);
    return ResponseEntity.ok().headers(headers).body(gzip ? document.gzip() : document.plain());
  }

  private HttpHeaders headers(FeedVersion version, FeedFormat format, boolean gzip) {
    var headers = new HttpHeaders();
    var self = publication.url("/feeds/" + version.slug() + "." + format.extension());
    headers.setContentType(MediaType.parseMediaType(format.type() + "; charset=utf-8"));
    headers.setETag(version.etag(format, gzip));
    headers.setCacheControl("public, max-age=300, stale-while-revalidate=600");
    headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    // WebSub, section 4: also on 304 and HEAD, so that a reader need not have the document.
    headers.add(
        HttpHeaders.LINK,
        "<%s>; rel=\"hub\", <%s>; rel=\"self\"".formatted(publication.url("/hub"), self));
    headers.setAccessControlAllowOrigin("*");
    headers.setAccessControlExposeHeaders(
        List.of(HttpHeaders.ETAG, HttpHeaders.LAST_MODIFIED, HttpHeaders.LINK));
    if (!version.lastModified().isAfter(clock.instant())) {
      headers.setLastModified(version.lastModified());
    }
    if (gzip) {
      headers.add(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return headers;
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
