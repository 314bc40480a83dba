package org.courant.serving;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.courant.coding.AcceptEncoding;
import org.courant.coding.Coding;
import org.courant.feed.FeedDeltas;
import org.courant.feed.FeedDocument;
import org.courant.publication.Publication;
import org.springframework.stereotype.Component;

/// Answers requests for feeds' documents by RFC 9110 and RFC 3229. No address in an answer comes
/// from the request.
@Component
class FeedAnswers {
  private static final String METHODS = "GET, HEAD, OPTIONS";
  private static final String FRESH = "public, max-age=300, stale-while-revalidate=600";

  /// A part of a document: no cache may keep it in place of the whole (RFC 3229, section 10.8).
  private static final String PART = "no-store, im, max-age=300";

  /// The raw document in a browser: our style sheet and the pictures, and nothing that runs.
  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; img-src https: data:; frame-ancestors 'self'";

  private final Documents documents;
  private final FeedDeltas deltas;
  private final Tally tally;
  private final Publication publication;
  private final Clock clock;

  FeedAnswers(
      Documents documents, FeedDeltas deltas, Tally tally, Publication publication, Clock clock) {
    this.documents = documents;
    this.deltas = deltas;
    this.tally = tally;
    this.publication = publication;
    this.clock = clock;
  }

  /// Answers if the request is for a feed's document; false for all others.
  boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    long begin = System.nanoTime();
    var path = request.getRequestURI();
    var document = documents.at(path);
    if (document == null) {
      return absent(path, request, response, begin);
    }
    var method = request.getMethod();
    switch (method) {
      case "GET", "HEAD" -> send(document, request, response);
      case "OPTIONS" -> tellMethods(request, response);
      default -> refuse(response);
    }
    tally.count(document.format(), method, response.getStatus(), System.nanoTime() - begin);
    return true;
  }

  private void send(
      ReadyDocument document, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var coding = AcceptEncoding.choose(request.getHeader("Accept-Encoding"), document.codings());
    response.addHeader("ETag", document.etag(coding));
    response.addHeader("Vary", "Accept-Encoding, A-IM");
    response.addHeader("Link", document.link());
    shareWithOtherOrigins(response);
    var known = request.getHeader("If-None-Match");
    if (known == null ? unmodified(document, request) : knows(known, document, coding, request)) {
      response.addHeader("Cache-Control", FRESH);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    if (known != null && sendNews(known, document, coding, request, response)) {
      return;
    }
    response.addHeader("Cache-Control", FRESH);
    write(document, document.document(), coding, request, response);
  }

  private static boolean knows(
      String known, ReadyDocument document, Coding coding, HttpServletRequest request) {
    return FieldValues.matches(known, document.etag(coding))
        // A list may stand in several lines.
        || FieldValues.matches(all(request, "If-None-Match"), document.etag(coding));
  }

  /// Only asked where the reader sent no tag (RFC 9110, section 13.1.3).
  private boolean unmodified(ReadyDocument document, HttpServletRequest request) {
    var since = request.getHeader("If-Modified-Since");
    if (since == null || !dated(document)) {
      return false;
    }
    if (since.equals(document.lastModifiedDate())) {
      return true;
    }
    try {
      return request.getDateHeader("If-Modified-Since") >= document.lastModified();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// A date in the future would be wrong (RFC 9110, section 8.8.2.1); versions that follow each
  /// other within a second have one for a moment.
  private boolean dated(ReadyDocument document) {
    return document.lastModified() <= clock.millis();
  }

  /// What is new since the version that the reader has, or nothing if the whole must be sent.
  private boolean sendNews(
      String known,
      ReadyDocument document,
      Coding coding,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var manipulations = request.getHeader("A-IM");
    if (manipulations == null || !FieldValues.wants(manipulations, "feed")) {
      return false;
    }
    for (var tag : FieldValues.tags(known)) {
      var former = document.versionOf(tag);
      if (former == null) {
        continue;
      }
      switch (deltas.between(former, document.version(), document.format())) {
        case FeedDeltas.Delta.Fresh(var news) -> {
          response.setStatus(226);
          response.addHeader("IM", "feed");
          response.addHeader("Delta-Base", tag);
          response.addHeader("Cache-Control", PART);
          write(document, news, coding, request, response);
          return true;
        }
        case FeedDeltas.Delta.Nothing() -> {
          response.addHeader("Cache-Control", FRESH);
          response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
          return true;
        }
        case FeedDeltas.Delta.Whole() -> {}
      }
    }
    return false;
  }

  private void write(
      ReadyDocument document,
      FeedDocument content,
      Coding coding,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (dated(document)) {
      response.addHeader("Last-Modified", document.lastModifiedDate());
    }
    response.addHeader("X-Content-Type-Options", "nosniff");
    response.addHeader("Content-Security-Policy", CONTENT_POLICY);
    response.addHeader("Referrer-Policy", "no-referrer");
    response.setContentType(document.contentType());
    if (coding != Coding.IDENTITY) {
      response.addHeader("Content-Encoding", coding.token());
    }
    var bytes = content.in(coding).orElseThrow();
    response.setContentLength(bytes.length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(bytes);
    }
  }

  private boolean absent(
      String path, HttpServletRequest request, HttpServletResponse response, long begin)
      throws IOException {
    var place = Documents.place(path).orElse(null);
    var absence = place == null ? null : documents.absence(place).orElse(null);
    if (place == null || absence == null) {
      return false;
    }
    shareWithOtherOrigins(response);
    switch (absence) {
      case Documents.Absence.Removed() ->
          say(
              response,
              HttpServletResponse.SC_GONE,
              "The feed “%s” is no longer published. All feeds there are: %s"
                  .formatted(place.slug(), publication.url("/feeds")));
      case Documents.Absence.Renamed(var slug) -> {
        var address = publication.url(new Documents.Place(slug, place.format()).path()).toString();
        response.setHeader("Location", address);
        say(response, 308, "This feed is now at " + address);
      }
    }
    tally.count(
        place.format(), request.getMethod(), response.getStatus(), System.nanoTime() - begin);
    return true;
  }

  private static void tellMethods(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Allow", METHODS);
    shareWithOtherOrigins(response);
    if (request.getHeader("Access-Control-Request-Method") != null) {
      response.setHeader("Access-Control-Allow-Methods", METHODS);
      response.setHeader("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since, A-IM");
      response.setHeader("Access-Control-Max-Age", "86400");
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setHeader("Allow", METHODS);
    say(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "A feed can only be read.");
  }

  private static void shareWithOtherOrigins(HttpServletResponse response) {
    response.addHeader("Access-Control-Allow-Origin", "*");
    response.addHeader(
        "Access-Control-Expose-Headers", "ETag, Last-Modified, Link, IM, Delta-Base");
  }

  private static void say(HttpServletResponse response, int status, String sentence)
      throws IOException {
    var bytes = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType("text/plain;charset=utf-8");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private static String all(HttpServletRequest request, String name) {
    return String.join(",", java.util.Collections.list(request.getHeaders(name)));
  }
}
