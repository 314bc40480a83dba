package org.courant.serving;

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
  boolean answer(Exchange exchange) throws IOException {
    long begin = System.nanoTime();
    var document = documents.at(exchange.path());
    if (document == null) {
      return others.answer(exchange, begin);
    }
    answer(document, exchange, begin);
    return true;
  }

  /// Answers if the document was asked for before; false if there is anything to look for, such as
  /// what is new since another version. Waits for nothing; at most it unpacks the document.
  boolean answerFromMemory(Exchange exchange) throws IOException {
    long begin = System.nanoTime();
    var document = documents.ready(exchange.path());
    if (document == null || exchange.field("A-IM") != null) {
      return false;
    }
    answer(document, exchange, begin);
    return true;
  }

  private void answer(ReadyDocument document, Exchange exchange, long begin) throws IOException {
    var method = exchange.method();
    switch (method) {
      case "GET", "HEAD" -> send(document, exchange);
      case "OPTIONS" -> OtherAnswers.tellMethods(exchange);
      default -> OtherAnswers.refuse(exchange);
    }
    tally.count(document.format(), method, exchange.status(), System.nanoTime() - begin);
  }

  private void send(ReadyDocument document, Exchange exchange) throws IOException {
    var coding = AcceptEncoding.choose(exchange.field("Accept-Encoding"), document.codings());
    exchange.add("ETag", document.etag(coding));
    exchange.add("Vary", "Accept-Encoding, A-IM");
    exchange.add("Link", document.link());
    OtherAnswers.shareWithOtherOrigins(exchange);
    var known = exchange.field("If-None-Match");
    if (known == null
        ? unmodified(document, exchange)
        : FieldValues.matches(known, document.etag(coding))) {
      exchange.add("Cache-Control", FRESH);
      exchange.status(304);
      return;
    }
    if (known != null && sendNews(known, document, coding, exchange)) {
      return;
    }
    exchange.add("Cache-Control", FRESH);
    write(document, document.document(), coding, exchange);
  }

  /// Only asked where the reader sent no tag (RFC 9110, section 13.1.3).
  private boolean unmodified(ReadyDocument document, Exchange exchange) {
    var since = exchange.field("If-Modified-Since");
    if (since == null || !dated(document)) {
      return false;
    }
    if (since.equals(document.lastModifiedDate())) {
      return true;
    }
    return exchange.date("If-Modified-Since") >= document.lastModified();
  }

  /// A date in the future would be wrong (RFC 9110, section 8.8.2.1); versions that follow each
  /// other within a second have one for a moment.
  private boolean dated(ReadyDocument document) {
    return document.lastModified() <= clock.millis();
  }

  /// What is new since the version that the reader has, or nothing if the whole must be sent.
  private boolean sendNews(String known, ReadyDocument document, Coding coding, Exchange exchange)
      throws IOException {
    var manipulations = exchange.field("A-IM");
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
          exchange.status(226);
          exchange.add("IM", "feed");
          exchange.add("Delta-Base", tag);
          exchange.add("Cache-Control", PART);
          write(document, news, coding, exchange);
          return true;
        }
        case FeedDeltas.Delta.Nothing() -> {
          exchange.add("Cache-Control", FRESH);
          exchange.status(304);
          return true;
        }
        case FeedDeltas.Delta.Whole() -> {}
      }
    }
    return false;
  }

  private void write(ReadyDocument document, FeedDocument content, Coding coding, Exchange exchange)
      throws IOException {
    if (dated(document)) {
      exchange.add("Last-Modified", document.lastModifiedDate());
    }
    exchange.add("X-Content-Type-Options", "nosniff");
    exchange.add("Content-Security-Policy", CONTENT_POLICY);
    exchange.add("Referrer-Policy", "no-referrer");
    exchange.add("Content-Type", document.contentType());
    if (coding != Coding.IDENTITY) {
      exchange.add("Content-Encoding", coding.token());
    }
    var bytes = content.in(coding).orElseThrow();
    exchange.add("Content-Length", Integer.toString(bytes.length));
    if (exchange.method().equals("GET")) {
      exchange.send(bytes);
    }
  }
}
