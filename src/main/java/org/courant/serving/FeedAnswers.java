package org.courant.serving;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.courant.coding.AcceptEncoding;
import org.courant.coding.Coding;
import org.courant.feed.FeedDeltas;
import org.courant.feed.FeedDocument;
import org.springframework.stereotype.Component;

/// Answers requests for feeds' documents by RFC 9110 and RFC 3229. No address in an answer comes
/// from the request.
@Component
class FeedAnswers {
  private static final String FRESH = "public, max-age=300, stale-while-revalidate=600";

  /// A part of a document: no cache may keep it in place of the whole (RFC 3229, section 10.8).
  private static final String PART = "no-store, im, max-age=300";

  /// The raw document in a browser: our style sheet and the pictures, and nothing that runs.
  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; img-src https: data:; frame-ancestors 'self'";

  private final Documents documents;
  private final FeedDeltas deltas;
  private final Tally tally;
  private final OtherAnswers others;
  private final Clock clock;

  FeedAnswers(
      Documents documents, FeedDeltas deltas, Tally tally, OtherAnswers others, Clock clock) {
    this.documents = documents;
    this.deltas = deltas;
    this.tally = tally;
    this.others = others;
    this.clock = clock;
  }

  /// Answers if the request is for a feed's document; false for all others.
  boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    long begin = System.nanoTime();
    var document = documents.at(request.getRequestURI());
    if (document == null) {
      return others.answer(request, response, begin);
    }
    answer(document, request, response, begin);
    return true;
  }

  /// Answers if the document was asked for before; false if there is anything to look for.
  boolean answerFromMemory(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long begin = System.nanoTime();
    var document = documents.ready(request.getRequestURI());
    if (document == null) {
      return false;
    }
    answer(document, request, response, begin);
    return true;
  }

  private void answer(
      ReadyDocument document, HttpServletRequest request, HttpServletResponse response, long begin)
      throws IOException {
    var method = request.getMethod();
    switch (method) {
      case "GET", "HEAD" -> send(document, request, response);
      case "OPTIONS" -> OtherAnswers.tellMethods(request, response);
      default -> OtherAnswers.refuse(response);
    }
    tally.count(document.format(), method, response.getStatus(), System.nanoTime() - begin);
  }

  private void send(
      ReadyDocument document, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var coding =
        AcceptEncoding.choose(FieldValues.of(request, "Accept-Encoding"), document.codings());
    response.addHeader("ETag", document.etag(coding));
    response.addHeader("Vary", "Accept-Encoding, A-IM");
    response.addHeader("Link", document.link());
    OtherAnswers.shareWithOtherOrigins(response);
    var known = FieldValues.of(request, "If-None-Match");
    if (known == null
        ? unmodified(document, request)
        : FieldValues.matches(known, document.etag(coding))) {
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
    var manipulations = FieldValues.of(request, "A-IM");
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
}
