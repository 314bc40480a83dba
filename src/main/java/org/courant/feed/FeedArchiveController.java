package org.courant.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.http.HttpStatus.GONE;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PERMANENT_REDIRECT;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.courant.coding.AcceptEncoding;
import org.courant.coding.Coding;
import org.courant.document.FeedFormat;
import org.courant.publication.Publication;
import org.courant.selection.Selection;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.ResponseStatusException;

/// A feed's archives (RFC 5005, section 4). They never change: whoever has one need not ask again
/// (RFC 8246). `serving` shares them with other origins. One that was replaced, since an article in
/// it was withdrawn, leads to the one in its place.
@Controller
class FeedArchiveController {
  private static final String FOR_NOW = "public, max-age=300";

  private final Selection selection;
  private final FeedArchiveDocuments documents;
  private final Publication publication;

  FeedArchiveController(
      Selection selection, FeedArchiveDocuments documents, Publication publication) {
    this.selection = selection;
    this.documents = documents;
    this.publication = publication;
  }

  @GetMapping("/feeds/{slug}/archive/{number:[1-9][0-9]{0,8}}.{extension:[a-z]+}")
  ResponseEntity<byte[]> show(
      @PathVariable String slug,
      @PathVariable int number,
      @PathVariable String extension,
      @RequestHeader HttpHeaders request) {
    var format = format(extension).orElseThrow(() -> new ResponseStatusException(NOT_FOUND));
    if (selection.retired(slug)) {
      return gone(slug);
    }
    var now = selection.movedTo(slug).orElse(slug);
    var archive =
        selection.archive(now, number).orElseThrow(() -> new ResponseStatusException(NOT_FOUND));
    var replacement = archive.replacedBy();
    if (replacement != null || !now.equals(slug)) {
      return redirect(now, replacement == null ? number : replacement, format);
    }
    return documents
        .read(slug, archive, format)
        .map(stored -> answer(address(slug, number, format), stored, format, request))
        .orElseThrow(() -> new ResponseStatusException(NOT_FOUND));
  }

  private static Optional<FeedFormat> format(String extension) {
    return Stream.of(FeedFormat.values())
        .filter(format -> format.extension().equals(extension.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private URI address(String slug, int number, FeedFormat format) {
    return publication.url("/feeds/" + slug + "/archive/" + number + "." + format.extension());
  }

  /// As the feed's own address answers. A feed may come back.
  private ResponseEntity<byte[]> gone(String slug) {
    var sentence =
        "The feed “%s” is no longer published. All feeds there are: %s\n"
            .formatted(slug, publication.url("/feeds"));
    return ResponseEntity.status(GONE)
        .contentType(new MediaType("text", "plain", UTF_8))
        .header(HttpHeaders.CACHE_CONTROL, FOR_NOW)
        .body(sentence.getBytes(UTF_8));
  }

  /// For ever, but not so that a cache could keep what is to be replaced once more.
  private ResponseEntity<byte[]> redirect(String slug, int number, FeedFormat format) {
    return ResponseEntity.status(PERMANENT_REDIRECT)
        .location(address(slug, number, format))
        .header(HttpHeaders.CACHE_CONTROL, FOR_NOW)
        .build();
  }

  private static ResponseEntity<byte[]> answer(
      URI self, FeedArchiveDocuments.Stored stored, FeedFormat format, HttpHeaders request) {
    var document = stored.document();
    var coding =
        AcceptEncoding.choose(
            String.join(",", request.getOrEmpty(HttpHeaders.ACCEPT_ENCODING)), document.codings());
    boolean packed = coding != Coding.IDENTITY;
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.parseMediaType(format.type() + "; charset=utf-8"));
    headers.setETag("\"" + stored.hash() + (packed ? "-" + coding.token() : "") + "\"");
    headers.setCacheControl("public, max-age=31536000, immutable");
    headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    headers.add(HttpHeaders.LINK, "<%s>; rel=\"self\"".formatted(self));
    if (packed) {
      headers.add(HttpHeaders.CONTENT_ENCODING, coding.token());
    }
    if ("*".equals(request.getFirst(HttpHeaders.IF_NONE_MATCH))) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).headers(headers).build();
    }
    return ResponseEntity.ok().headers(headers).body(document.in(coding).orElseThrow());
  }
}
