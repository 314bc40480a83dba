package org.courant.serving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.courant.publication.Publication;
import org.springframework.stereotype.Component;

/// Answers that hold no document: feeds that are gone or have another name, and what may be asked.
@Component
class OtherAnswers {
  private static final Pattern ARCHIVE =
      Pattern.compile("/feeds/[^/]+/archive/[1-9][0-9]*\\.[a-z]+");
  private static final String METHODS = "GET, HEAD, OPTIONS";
  private static final String FOR_NOW = "public, max-age=300";

  private final Documents documents;
  private final Tally tally;
  private final Publication publication;

  OtherAnswers(Documents documents, Tally tally, Publication publication) {
    this.documents = documents;
    this.tally = tally;
    this.publication = publication;
  }

  /// Says what became of a feed that once was, and what may be asked of an archive; false where
  /// there is more to say.
  boolean answer(Exchange exchange, long begin) throws IOException {
    return ARCHIVE.matcher(exchange.path()).matches()
        ? answerForArchive(exchange)
        : answerForAbsent(exchange, begin);
  }

  /// Whoever walks back through the archives may do so from another site's script, whatever an
  /// archive's address answers: bytes, the one in its place, or that it is gone.
  private static boolean answerForArchive(Exchange exchange) throws IOException {
    switch (exchange.method()) {
      case "GET", "HEAD" -> {
        shareWithOtherOrigins(exchange);
        return false;
      }
      case "OPTIONS" -> tellMethods(exchange);
      default -> refuse(exchange);
    }
    return true;
  }

  private boolean answerForAbsent(Exchange exchange, long begin) throws IOException {
    var place = Documents.place(exchange.path()).orElse(null);
    var absence = place == null ? null : documents.absence(place).orElse(null);
    if (place == null || absence == null) {
      return false;
    }
    shareWithOtherOrigins(exchange);
    // Both may be kept for ever where nothing else is said (RFC 9110, section 15.1), but a feed may
    // come back.
    exchange.add("Cache-Control", FOR_NOW);
    switch (absence) {
      case Documents.Absence.Removed() ->
          say(
              exchange,
              410,
              "The feed “%s” is no longer published. All feeds there are: %s"
                  .formatted(place.slug(), publication.url("/feeds")));
      case Documents.Absence.Renamed(var slug) -> {
        var address = publication.url(new Documents.Place(slug, place.format()).path()).toString();
        exchange.add("Location", address);
        say(exchange, 308, "This feed is now at " + address);
      }
    }
    tally.count(place.format(), exchange.method(), exchange.status(), System.nanoTime() - begin);
    return true;
  }

  static void tellMethods(Exchange exchange) {
    exchange.add("Allow", METHODS);
    shareWithOtherOrigins(exchange);
    if (exchange.field("Access-Control-Request-Method") != null) {
      exchange.add("Access-Control-Allow-Methods", METHODS);
      exchange.add("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since, A-IM");
      exchange.add("Access-Control-Max-Age", "86400");
    }
    exchange.status(204);
  }

  static void refuse(Exchange exchange) throws IOException {
    exchange.add("Allow", METHODS);
    say(exchange, 405, "A feed can only be read.");
  }

  static void shareWithOtherOrigins(Exchange exchange) {
    exchange.add("Access-Control-Allow-Origin", "*");
    exchange.add("Access-Control-Expose-Headers", "ETag, Last-Modified, Link, IM, Delta-Base");
  }

  private static void say(Exchange exchange, int status, String sentence) throws IOException {
    var bytes = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.status(status);
    exchange.add("X-Content-Type-Options", "nosniff");
    exchange.add("Content-Type", "text/plain;charset=utf-8");
    exchange.add("Content-Length", Integer.toString(bytes.length));
    exchange.send(bytes);
  }
}
